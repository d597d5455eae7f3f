export const id = 845;
export const ids = [845];
export const modules = {

/***/ 9475:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  showAttempt: () => (/* binding */ showAttempt)
});

// EXTERNAL MODULE: ./lib/config/read-policy.js + 19 modules
var read_policy = __webpack_require__(8400);
// EXTERNAL MODULE: ./lib/domain/names.js
var names = __webpack_require__(2720);
// EXTERNAL MODULE: ./lib/views/amounts.js
var amounts = __webpack_require__(9235);
// EXTERNAL MODULE: ./lib/views/block.js
var block = __webpack_require__(2491);
// EXTERNAL MODULE: ./lib/views/glyphs.js
var glyphs = __webpack_require__(7719);
// EXTERNAL MODULE: ./lib/views/job-summary.js + 1 modules
var job_summary = __webpack_require__(5327);
// EXTERNAL MODULE: ./lib/views/markdown.js
var markdown = __webpack_require__(1889);
// EXTERNAL MODULE: ./lib/views/next-commands.js
var next_commands = __webpack_require__(4552);
// EXTERNAL MODULE: ./lib/views/phrase.js
var phrase = __webpack_require__(6721);
// EXTERNAL MODULE: ./lib/views/progress.js
var progress = __webpack_require__(2875);
// EXTERNAL MODULE: ./lib/views/release-comment.js + 1 modules
var release_comment = __webpack_require__(6477);
// EXTERNAL MODULE: ./lib/views/release-tree.js
var release_tree = __webpack_require__(160);
// EXTERNAL MODULE: ./lib/views/rows.js
var rows = __webpack_require__(6617);
;// CONCATENATED MODULE: ./lib/views/attempt-summary.js












/**
 * @returns the job's summary as GitHub Markdown: what it does or did, of which release, who asked for it, what can be done
 * next; once it has reported, where the release stands. Null when the release has no such attempt.
 */
function renderAttemptSummary(story) {
    const { release, spelling } = story;
    const row = (0,rows/* rowsOf */.RO)(release).find(({ activity }) => activity.name === story.activity);
    const attempt = row?.activity.attempts.find(({ number }) => number === story.attempt);
    if (!row || !attempt)
        return null;
    const isOver = attempt.finishedAt !== undefined;
    const facts = factItems(release, row, attempt);
    return (0,markdown/* toMarkdown */.l6)([
        (0,block/* heading */.R_)(isOver ? result(story, row, attempt) : beginning(story, row)),
        (0,block/* paragraph */.FY)((0,release_comment/* origin */.T)(release, spelling.severalApps)),
        ...(facts.length === 0 ? [] : [(0,block/* list */.p_)(facts)]),
        ...(isOver ? outlook(story) : (0,block/* commands */.Pi)('Next', (0,next_commands/* nextCommands */._)(release, spelling))),
        ...(0,job_summary/* lackingBlocks */.w)(story.missing),
    ]);
}
function beginning({ release, policy, spelling }, row) {
    const name = (0,phrase/* foreign */.V$)((0,names/* spellRelease */.e)(release, spelling.severalApps));
    const where = (0,release_tree/* place */.ik)(row, policy);
    return row.spec.kind === 'deploy'
        ? (0,phrase/* say */.cv) `${(0,glyphs/* glyph */.Vq)('running')} Deploys ${name} to ${where}`
        : (0,phrase/* say */.cv) `${(0,glyphs/* glyph */.Vq)('running')} Does ${where} of ${name}`;
}
function result({ release, policy, spelling }, row, attempt) {
    const name = (0,phrase/* foreign */.V$)((0,names/* spellRelease */.e)(release, spelling.severalApps));
    const why = row.attempt === attempt ? (0,progress/* whyOf */.g)(release, row, spelling.severalApps) : null;
    const behind = why === null ? [] : (0,phrase/* say */.cv) `: ${why}`;
    return (0,phrase/* say */.cv) `${(0,glyphs/* glyph */.Vq)(attempt.status)} ${name} · ${(0,release_tree/* place */.ik)(row, policy)} ${(0,glyphs/* statusWord */.Hm)(attempt.status)}${behind}`;
}
function factItems(release, { spec }, attempt) {
    const { number, asked, admitted, finishedAt } = attempt;
    const promoted = spec.kind === 'deploy' ? release.promoted[spec.environment] : undefined;
    const facts = [
        ...(asked ? [(0,phrase/* say */.cv) `Attempt ${number}, asked for ${byWhom(asked)}`] : []),
        ...(number > 1 && !asked ? [(0,phrase/* say */.cv) `Attempt ${number}`] : []),
        ...(promoted ? [(0,phrase/* say */.cv) `Promoted ${byWhom(promoted)}`] : []),
        ...(admitted && finishedAt !== undefined ? [(0,phrase/* say */.cv) `Took ${(0,amounts/* lasted */.aG)(admitted.at, finishedAt)}`] : []),
        ...attempt_summary_names((0,phrase/* say */.cv) `Inputs`, attempt.inputs),
        ...attempt_summary_names((0,phrase/* say */.cv) `Set by hand`, attempt.set),
        ...attempt_summary_names((0,phrase/* say */.cv) `Outputs`, attempt.outputs),
    ];
    return facts.map((phrase) => ({ phrase }));
}
function byWhom({ by, at, reason }) {
    return (0,phrase/* say */.cv) `by ${(0,phrase/* foreign */.V$)(by.login)} on ${(0,amounts/* moment */.n$)(at)}${reason === undefined ? [] : (0,phrase/* say */.cv) `: ${(0,phrase/* foreign */.V$)(reason)}`}`;
}
/** By name only: values may be long, and a page that many read is no place for them (attack A25). */
function attempt_summary_names(what, values) {
    const all = Object.keys(values ?? {});
    return all.length === 0 ? [] : [(0,phrase/* say */.cv) `${what}: ${(0,phrase/* joined */.oR)(all.map(phrase/* code */.aY))}`];
}
/** Where the release stands now, and whatever else the end of this job has moved. */
function outlook(story) {
    const { release, spelling } = story;
    const name = (0,phrase/* foreign */.V$)((0,names/* spellRelease */.e)(release, spelling.severalApps));
    return [
        (0,block/* paragraph */.FY)((0,phrase/* strong */.ko)((0,phrase/* say */.cv) `${(0,glyphs/* glyph */.Vq)(release.status)} ${name} ${(0,glyphs/* statusWord */.Hm)(release.status)}`)),
        ...(0,release_tree/* branches */.J0)(release, story),
        ...story.others.flatMap((release) => (0,release_tree/* releaseTree */.mF)(release, story)),
    ];
}

;// CONCATENATED MODULE: ./lib/action/attempt-report.js



/**
 * Writes the job's summary after a claim or a report. It is for people alone: what goes wrong here is a warning, and the
 * job goes on.
 */
async function showAttempt(job, shown) {
    try {
        const text = textOf(shown);
        if (text !== null)
            await job.tell.summary(text);
    }
    catch (error) {
        job.tell.warn(`The summary could not be written: ${String(error)}`);
    }
}
/** @returns null where nothing was recorded, so that there is nothing to show. */
function textOf({ opened, turns, input }) {
    const { changed, state } = turns;
    const release = changed.find(({ app, number }) => app === input.app && number === input.release);
    if (release === undefined)
        return null;
    const source = opened.facts.seen;
    const read = source ? (0,read_policy/* readPolicy */.T)(source) : null;
    const policy = read?.status === 'ok' ? read.policy : null;
    return renderAttemptSummary({
        release,
        activity: input.activity,
        attempt: input.attempt,
        others: changed.filter((each) => each !== release),
        policy,
        spelling: (0,next_commands/* spellingOf */.k)(policy, state),
        missing: [...opened.missing].sort(),
    });
}


/***/ }),

/***/ 9996:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   reportFront: () => (/* binding */ reportFront)
/* harmony export */ });
/* harmony import */ var _config_read_policy_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8400);
/* harmony import */ var _domain_answers_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4975);
/* harmony import */ var _domain_names_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2720);
/* harmony import */ var _views_job_summary_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5327);
/* harmony import */ var _views_next_commands_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4552);
/* harmony import */ var _job_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6977);
/* harmony import */ var _settle_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1743);







/** Tells the job what was done: outputs, summary, annotations, and its colour. */
async function reportFront(job, work) {
    const { opened, turns, outcome } = work;
    const source = opened.facts.seen;
    const read = source ? (0,_config_read_policy_js__WEBPACK_IMPORTED_MODULE_0__/* .readPolicy */ .T)(source) : null;
    const isGone = opened.engine.isPolicyGone();
    const policy = read?.status === 'ok' && !isGone ? read.policy : null;
    const problems = read?.status === 'invalid' ? read.errors : [];
    const spelling = (0,_views_next_commands_js__WEBPACK_IMPORTED_MODULE_2__/* .spellingOf */ .k)(policy, turns.state);
    const isForTheApp = turns.state?.meta.performer === 'app';
    tellOutputs(job, work, spelling.severalApps);
    for (const problem of problems)
        job.tell.annotate(problem);
    if (isForTheApp)
        job.tell.notice('Recorded; the App carries it out.');
    await job.tell.summary((0,_views_job_summary_js__WEBPACK_IMPORTED_MODULE_1__/* .renderJobSummary */ .q)({
        answer: outcome.answer,
        releases: turns.changed,
        policy,
        spelling,
        problems,
        isForTheApp,
        missing: [...opened.missing].sort(),
        isPolicyGone: isGone,
        starter: read?.status === 'absent' && !isGone ? { action: job.action } : null,
        idle: outcome.idle,
        now: job.now(),
    }));
    await tellColour(job, work, read);
}
function tellOutputs(job, { turns, outcome }, severalApps) {
    const name = (release) => (0,_domain_names_js__WEBPACK_IMPORTED_MODULE_4__/* .spellRelease */ .e)(release, severalApps);
    const created = turns.created[0];
    const about = created ?? turns.changed[0];
    const release = outcome.answer ? outcome.answer.detail.release : about && name(about);
    const meant = turns.changed.find((each) => name(each) === release);
    const answer = outcome.answer ?? answerFor(created && name(created), release);
    const releases = turns.changed.map((each) => ({
        name: name(each),
        app: each.app,
        release: each.number,
        status: each.status,
    }));
    job.tell.output('result', (0,_job_js__WEBPACK_IMPORTED_MODULE_5__/* .resultOf */ .Bg)(answer, releases));
    job.tell.output('release', release ?? '');
    job.tell.output('status', meant?.status ?? '');
    job.tell.output('reason', answer.code);
}
/** What an event that nobody waits on came to, in the catalogue's words. */
function answerFor(created, release) {
    if (created !== undefined)
        return (0,_domain_answers_js__WEBPACK_IMPORTED_MODULE_6__/* .done */ .Vw)('release-created', { release: created });
    if (release !== undefined)
        return (0,_domain_answers_js__WEBPACK_IMPORTED_MODULE_6__/* .done */ .Vw)('release-advanced', { release });
    return (0,_domain_answers_js__WEBPACK_IMPORTED_MODULE_6__/* .tell */ .qz)('nothing-to-do');
}
async function tellColour(job, { opened, outcome }, policy) {
    const { tell: say } = job;
    if (outcome.error !== null)
        say.fail(wordsOf(outcome.error));
    if (outcome.answer) {
        const text = await (0,_job_js__WEBPACK_IMPORTED_MODULE_5__/* .textOf */ .b6)(job, outcome.answer, 'terminal');
        if (outcome.isRed)
            say.fail(text);
        else
            say.info(text);
    }
    const missing = (0,_settle_js__WEBPACK_IMPORTED_MODULE_3__/* .missingText */ .q)(opened);
    if (missing !== null)
        say.fail(missing);
    if (!isPush(outcome.happening))
        return;
    if (opened.engine.isPolicyGone())
        say.fail(await (0,_job_js__WEBPACK_IMPORTED_MODULE_5__/* .textOf */ .b6)(job, (0,_domain_answers_js__WEBPACK_IMPORTED_MODULE_6__/* .refuse */ .TR)('policy-absent'), 'terminal'));
    else if (policy?.status === 'invalid') {
        say.fail('The config on the default branch has errors, so nothing is released. They are annotated.');
    }
}
function isPush(happening) {
    return happening.kind === 'input' && ['push', 'tag'].includes(happening.input.kind);
}
function wordsOf(error) {
    return error instanceof Error ? error.message : String(error);
}


/***/ }),

/***/ 6067:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* binding */ commentInput)
});

// EXTERNAL MODULE: ./lib/domain/instant.js
var instant = __webpack_require__(5593);
// EXTERNAL MODULE: ./lib/domain/command.js
var command = __webpack_require__(169);
// EXTERNAL MODULE: ./lib/commands/spell.js
var spell = __webpack_require__(4716);
// EXTERNAL MODULE: ./lib/commands/spelling.js
var spelling = __webpack_require__(6522);
// EXTERNAL MODULE: ./lib/commands/table.js
var table = __webpack_require__(2518);
// EXTERNAL MODULE: ./lib/commands/understand.js + 4 modules
var understand = __webpack_require__(1140);
// EXTERNAL MODULE: ./node_modules/mdast-util-from-markdown/lib/index.js + 53 modules
var lib = __webpack_require__(3825);
;// CONCATENATED MODULE: ./lib/commands/open-tags.js
const VOID = new Set([
    'area',
    'base',
    'br',
    'col',
    'embed',
    'hr',
    'img',
    'input',
    'link',
    'source',
    'track',
    'wbr',
]);
/** Their content is not read as HTML, so what looks like a closing tag in it closes nothing. */
const RAW = new Set([
    'iframe',
    'noembed',
    'noframes',
    'plaintext',
    'script',
    'style',
    'textarea',
    'title',
    'xmp',
]);
const TAG = /<(\/?)([a-z][a-z0-9-]*)((?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*)\s*\/?>/iy;
const COMMENT = /<!--(?!-?>)(?:(?!--!?>)[\s\S])*-->/y;
/**
 * Tells whether text behind some HTML is still inside of it, in a folded `<details>` for instance, where nobody
 * would see it (attack A18). Strict on purpose: what it cannot read counts as open for good, so a command is
 * rather overlooked than found where people do not look.
 */
class OpenTags {
    #open = new Map();
    #unreadable = false;
    get none() {
        return !this.#unreadable && [...this.#open.values()].every((count) => count === 0);
    }
    /** Reads a piece of HTML as Markdown delivers it: a block, or one inline tag. */
    read(html) {
        let at = html.indexOf('<');
        while (at >= 0 && !this.#unreadable) {
            at = html.indexOf('<', this.#readAt(html, at));
        }
    }
    /** @returns where to look on. */
    #readAt(html, at) {
        COMMENT.lastIndex = at;
        if (COMMENT.test(html))
            return COMMENT.lastIndex;
        TAG.lastIndex = at;
        const tag = TAG.exec(html);
        if (tag === null) {
            this.#unreadable = /^<[a-z/!?]/i.test(html.slice(at, at + 2));
            return at + 1;
        }
        const name = (tag[2] ?? '').toLowerCase();
        if (RAW.has(name))
            this.#unreadable = true;
        if (!VOID.has(name))
            this.#count(name, tag[1] === '/' ? -1 : 1);
        return TAG.lastIndex;
    }
    #count(name, by) {
        this.#open.set(name, Math.max(0, (this.#open.get(name) ?? 0) + by));
    }
}

;// CONCATENATED MODULE: ./lib/commands/visible-lines.js


/** No more of a comment is looked at (attack A28); nobody writes a command behind ten thousand characters. */
const COMMENT_LIMIT = 10_240;
/**
 * More of these than anybody writes into one comment: for each beginning of an HTML comment, declaration or instruction
 * the parser may look through all that follows, for each sign of emphasis through all before it, and for each list or
 * quote that begins within others in one line through all of these. Thousands of them would keep it busy for a second
 * (attack A28).
 */
const TANGLES = [
    { sign: /<[!?]/g, most: 200 },
    { sign: /[*_]/g, most: 2000 },
    { sign: /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))){100}/gm, most: 0 },
];
/**
 * Finds the lines of a comment that start with `/` and that everybody sees as plain text: not in quotes, code, lists,
 * footnotes, HTML or HTML comments, and not in the text of a link or image (attack A18). The comment is
 * parsed as Markdown, because only that says where a quote or a code block ends.
 */
function visibleLines(body) {
    const text = body.slice(0, COMMENT_LIMIT);
    if (!LIKE_A_COMMAND.test(text) || isTangled(text))
        return [];
    const blocks = (0,lib/* fromMarkdown */.Y)(text).children;
    const whole = body.length > COMMENT_LIMIT ? blocks.slice(0, -1) : blocks;
    const tags = new OpenTags();
    return whole.flatMap((block) => linesOf(block, text, tags));
}
/** So many are enough to tell that somebody meant a command (attack A28). */
const UNREAD_LINES = 50;
const UNREAD_LENGTH = 1_000;
const LIKE_A_COMMAND = /^ {0,3}\/[a-z]/im;
/**
 * @returns of a comment that is too long, lines that start with `/` in what is not read, and outside of fenced code. They
 * are no commands: nobody has looked whether people see them as text.
 */
function unreadLines(body) {
    if (body.length <= COMMENT_LIMIT || !LIKE_A_COMMAND.test(body))
        return [];
    const read = body.slice(0, COMMENT_LIMIT);
    if (isTangled(read))
        return [];
    const last = (0,lib/* fromMarkdown */.Y)(read).children.at(-1);
    const found = [];
    let fence = '';
    for (const line of body.slice(last ? startOf(last) : 0).split(/\r\n|\r|\n/)) {
        const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? '';
        if (fence !== '')
            fence = mark.startsWith(fence) ? '' : fence;
        else if (mark !== '')
            fence = mark;
        else if (line.length <= UNREAD_LENGTH && LIKE_A_COMMAND.test(line))
            found.push(line.trim());
        if (found.length === UNREAD_LINES)
            break;
    }
    return found;
}
/** @returns whether the text is no comment of a person: nothing is found in it. */
function isTangled(text) {
    return TANGLES.some(({ sign, most }) => (text.match(sign) ?? []).length > most);
}
function linesOf(block, text, tags) {
    const html = htmlIn(block);
    const found = [];
    let fed = 0;
    for (const line of startsOf(block, text)) {
        for (; fed < html.length && startOf(html[fed]) < line.at; fed += 1)
            tags.read(html[fed]?.value ?? '');
        if (tags.none)
            found.push(line.text);
    }
    for (const rest of html.slice(fed))
        tags.read(rest.value);
    return found;
}
/** Lines of a paragraph, or of a heading underlined by the `--` of a signature, that begin in its own text. */
function startsOf(block, text) {
    if (block.type !== 'paragraph' && block.type !== 'heading')
        return [];
    const texts = block.children.filter((child) => child.type === 'text');
    const found = [];
    const line = /( {0,3})([^\r\n]*)(?:\r\n|\r|\n|$)/y;
    line.lastIndex = startOf(block);
    while (line.lastIndex < endOf(block)) {
        const start = line.lastIndex;
        const match = line.exec(text);
        const content = match?.[2] ?? '';
        const at = start + (match?.[1]?.length ?? 0);
        const isPlain = texts.some((child) => startOf(child) <= at && at < endOf(child));
        if (content.startsWith('/') && isPlain && !isInFootnote(text.slice(0, start))) {
            found.push({ at, text: content.trimEnd() });
        }
    }
    return found;
}
/**
 * GitHub's footnotes are no part of CommonMark. One goes on until a blank line, and is shown at the end of the comment
 * or, when nothing refers to it, not at all.
 */
function isInFootnote(before) {
    const together = before.split(/(?:\r\n|\r|\n)[ \t]*(?=\r\n|\r|\n)/).at(-1) ?? '';
    return /^ {0,3}\[\^[^\]]+\]:/m.test(together);
}
/** Every piece of HTML in a block, in the order of the text. Lists within lists may be thousands deep (attack A28). */
function htmlIn(block) {
    const found = [];
    const open = [block];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
        if (node.type === 'html')
            found.push(node);
        if ('children' in node)
            open.push(...node.children.toReversed());
    }
    return found;
}
function startOf(node) {
    return node?.position?.start.offset ?? Infinity;
}
function endOf(node) {
    return node.position?.end.offset ?? -1;
}

// EXTERNAL MODULE: ./lib/commands/words.js
var commands_words = __webpack_require__(7979);
;// CONCATENATED MODULE: ./lib/commands/parse-comment.js







/**
 * Finds the command in the text of a new comment (design, section 7). At most one command may change something: two
 * of them, be they the same, are refused, since nobody could say which one was meant first. Queries beside a
 * changing command are left out, among several queries the first counts.
 *
 * @param body the comment as GitHub delivers it: Markdown, with any line ends.
 * @returns never throws; a text that holds no command is `none`.
 */
function parseComment(body, options) {
    const found = visibleLines(body).flatMap((line) => readLine(line, options) ?? []);
    const changing = found.filter((each) => !isQuery(each.understood));
    if (changing.length > 1)
        return severalCommands(changing);
    return (changing[0] ?? found[0])?.understood ?? unreadCommand(body, options);
}
/** Silence would leave the author of a command waiting that stands behind more than is read. */
function unreadCommand(body, options) {
    // What Signalbox itself has written, with a person's token say, is never answered.
    if (body.includes('<!-- signalbox:'))
        return { kind: 'none' };
    const found = unreadLines(body)
        .flatMap((line) => readLine(line, options) ?? [])
        .find(({ understood, form }) => form === 'long' || understood.kind === 'command');
    if (!found)
        return { kind: 'none' };
    const { understood, form } = found;
    const candidates = understood.kind === 'command' ? [(0,spell/* spellCommand */.i)(understood.command, form)] : [];
    const detail = { needed: String(COMMENT_LIMIT), found: String(body.length), candidates };
    return { kind: 'misspelt', code: 'comment-too-long', detail };
}
function readLine(line, { short }) {
    const [, head = '', rest = ''] = /^\/([^ \t]*)(.*)$/su.exec(line) ?? [];
    if (head.toLowerCase() === spelling/* PREFIX */.H3)
        return { understood: readLongForm(rest), form: 'long' };
    const name = (0,table/* commandNamed */.v)(head);
    if (name !== null) {
        return short ? { understood: (0,understand/* understand */.ZL)(name, (0,commands_words/* splitLine */.ho)(rest), 'short'), form: 'short' } : null;
    }
    return readInvisible(line, short);
}
function readLongForm(rest) {
    const { words, reason } = (0,commands_words/* splitLine */.ho)(rest);
    const [first, ...others] = words;
    if (first === undefined)
        return { kind: 'command', command: { name: 'help' } };
    const name = (0,table/* commandNamed */.v)(first.replace(/^\//, ''));
    const behind = { words: others, reason };
    return name === null ? (0,understand/* unknownCommand */.k8)(first, behind, 'long') : (0,understand/* understand */.ZL)(name, behind, 'long');
}
/** A space that is none glues words together; silence would leave its author guessing. */
function readInvisible(line, short) {
    const plain = (0,understand/* plainSpaces */.oB)(line);
    if (plain === line)
        return null;
    const { words, reason } = (0,commands_words/* splitLine */.ho)(plain.slice(1));
    const isLong = words[0]?.toLowerCase() === spelling/* PREFIX */.H3;
    const name = (0,table/* commandNamed */.v)((isLong ? (words[1] ?? 'help') : words[0]) ?? '');
    if (name === null || !(isLong || short))
        return null;
    const form = isLong ? 'long' : 'short';
    const behind = { words: words.slice(isLong ? 2 : 1), reason };
    return { understood: (0,understand/* invisibleCharacters */.sN)(name, line, behind, form), form };
}
function isQuery(understood) {
    if (understood.kind === 'command')
        return command/* COMMAND_RULES */.u[understood.command.name].query;
    const name = (0,table/* commandNamed */.v)(understood.detail.topic ?? '');
    return name !== null && command/* COMMAND_RULES */.u[name].query;
}
function severalCommands(lines) {
    const spelt = lines.flatMap(({ understood, form }) => understood.kind === 'command'
        ? [(0,spell/* spellCommand */.i)(understood.command, form)]
        : (understood.detail.candidates ?? []));
    const candidates = [...new Set(spelt)].slice(0, 10);
    return {
        kind: 'misspelt',
        code: 'several-commands',
        detail: candidates.length === 0 ? {} : { candidates },
    };
}

;// CONCATENATED MODULE: ./lib/commands/comment-input.js



/**
 * @returns the input that a comment is; null when it asks for nothing, or no person wrote it: bots never command
 * (attack A17).
 */
function commentInput(comment) {
    if (!comment.author.person)
        return null;
    const spelledOut = parseComment(comment.body, { short: false });
    const found = spelledOut.kind === 'none' ? parseComment(comment.body, { short: true }) : spelledOut;
    if (found.kind === 'none')
        return null;
    const { login, id } = comment.author;
    const common = {
        id: `comment:${comment.id}`,
        actor: { login, id },
        writtenAt: (0,instant/* instantOf */.B9)(new Date(comment.createdAt)),
        comment: {
            id: comment.id,
            issue: comment.issue,
            pull: comment.pull,
            explicit: spelledOut.kind !== 'none',
        },
    };
    if (found.kind === 'command') {
        return { kind: 'command', ...common, command: found.command, ...(0,spell.restOf)(found.command) };
    }
    return { kind: 'misspelt', ...common, code: found.code, detail: found.detail };
}


/***/ }),

/***/ 1609:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  parseLine: () => (/* binding */ parseLine)
});

// EXTERNAL MODULE: ./lib/commands/spelling.js
var spelling = __webpack_require__(6522);
// EXTERNAL MODULE: ./lib/commands/table.js
var table = __webpack_require__(2518);
// EXTERNAL MODULE: ./lib/commands/understand.js + 4 modules
var understand = __webpack_require__(1140);
// EXTERNAL MODULE: ./lib/commands/words.js
var commands_words = __webpack_require__(7979);
;// CONCATENATED MODULE: ./lib/commands/parse-argv.js




/**
 * Reads a command from words that a shell, or the sandbox's prompt, has split: the grammar of comments, with or
 * without the slash.
 *
 * @returns never throws; no words at all ask for help.
 */
function parseArgv(argv) {
    const words = isPrefix(argv[0]) ? argv.slice(1) : argv;
    const [first, ...others] = words;
    if (first === undefined)
        return { kind: 'command', command: { name: 'help' } };
    const form = isPrefix(argv[0]) ? 'long' : 'short';
    const name = (0,table/* commandNamed */.v)(first.replace(/^\//, ''));
    const behind = (0,commands_words/* splitArgv */.l_)(others);
    return name === null ? (0,understand/* unknownCommand */.k8)(first, behind, form) : (0,understand/* understand */.ZL)(name, behind, form);
}
function isPrefix(word) {
    return word !== undefined && word.replace(/^\//, '') === spelling/* PREFIX */.H3;
}

;// CONCATENATED MODULE: ./lib/commands/parse-line.js


/**
 * Reads a command from one line that somebody typed into a field: the grammar of comments, with or without the slash.
 * Line ends are spaces here, so that a second line cannot be a second command.
 *
 * @returns never throws; an empty line asks for help.
 */
function parseLine(line) {
    const { words, reason } = (0,commands_words/* splitLine */.ho)(line.replace(/[\r\n]+/g, ' ').trim());
    return parseArgv(reason === null ? words : [...words, '--reason', reason]);
}


/***/ }),

/***/ 7516:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   tw: () => (/* binding */ spellSpan),
/* harmony export */   wr: () => (/* binding */ parseSpan)
/* harmony export */ });
/* unused harmony export LONGEST_SPAN */
/* harmony import */ var _domain_instant_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5593);

const UNITS = { w: 7 * _domain_instant_js__WEBPACK_IMPORTED_MODULE_0__/* .DAY */ .d_, d: _domain_instant_js__WEBPACK_IMPORTED_MODULE_0__/* .DAY */ .d_, h: _domain_instant_js__WEBPACK_IMPORTED_MODULE_0__/* .HOUR */ .dp, m: _domain_instant_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY, s: 1 };
/** The longest span that a command takes. */
const LONGEST_SPAN = 366 * _domain_instant_js__WEBPACK_IMPORTED_MODULE_0__/* .DAY */ .d_;
/** @returns the seconds of `2h`, `1h30m`, `1w`; null when it is no span between a second and a year. */
function parseSpan(text) {
    const match = /^(?:(\d{1,8})w)?(?:(\d{1,8})d)?(?:(\d{1,8})h)?(?:(\d{1,8})m)?(?:(\d{1,8})s)?$/i.exec(text);
    if (match === null)
        return null;
    const seconds = Object.values(UNITS).reduce((sum, unit, at) => sum + Number(match[at + 1] ?? 0) * unit, 0);
    return seconds >= 1 && seconds <= LONGEST_SPAN ? seconds : null;
}
/** @returns the span as `parseSpan` reads it, largest units first. */
function spellSpan(seconds) {
    let rest = seconds;
    const parts = Object.entries(UNITS).map(([letter, unit]) => {
        const count = Math.floor(rest / unit);
        rest -= count * unit;
        return count === 0 ? '' : `${count}${letter}`;
    });
    return parts.join('') || '0s';
}


/***/ }),

/***/ 4716:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ longForm),
/* harmony export */   i: () => (/* binding */ spellCommand),
/* harmony export */   restOf: () => (/* binding */ restOf)
/* harmony export */ });
/* harmony import */ var _spelling_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6522);
/* harmony import */ var _span_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7516);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2518);
/* harmony import */ var _value_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3639);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7979);





/**
 * Writes a command the way it is pasted into a comment. Parsing the text gives the same command again, with one
 * exception: a reason that has several lines is put on one.
 *
 * @param form `short` is `/rollback v1`, `long` is `/signalbox rollback v1`, which works everywhere.
 */
function spellCommand(command, form = 'short') {
    const { name } = command;
    const given = command;
    const spelling = _table_js__WEBPACK_IMPORTED_MODULE_2__/* .COMMANDS */ .Lo[name];
    const names = spelling.arguments.map((argument) => argument.name);
    const words = names.flatMap((argument) => spellArgument(argument, given, names.includes('release')));
    const flags = ['app', ...spelling.flags];
    const head = form === 'short' ? `/${name}` : `/${_spelling_js__WEBPACK_IMPORTED_MODULE_0__/* .PREFIX */ .H3} ${name}`;
    return [head, ...words, ...flags.flatMap((flag) => spellFlag(flag, given))].join(' ');
}
/**
 * @returns what a command says besides its app, release and environment, where it says anything: whoever is asked which
 * one was meant gets the rest of the words back (design, section 7).
 */
function restOf(command) {
    const given = command;
    const spelling = _table_js__WEBPACK_IMPORTED_MODULE_2__/* .COMMANDS */ .Lo[command.name];
    const names = spelling.arguments.map((argument) => argument.name);
    const flags = spelling.flags;
    const words = [
        ...names
            .filter((argument) => argument !== 'release' && argument !== 'environment')
            .flatMap((argument) => spellArgument(argument, given, names.includes('release'))),
        ...flags.flatMap((flag) => spellFlag(flag, given)),
    ];
    return words.length === 0 ? {} : { rest: words.join(' ') };
}
/** @returns a command that is spelled in the short form in the long one; other texts as they are. */
function longForm(text) {
    const word = /^\/([a-z]+)(?= |$)/.exec(text)?.[1];
    return word !== undefined && (0,_table_js__WEBPACK_IMPORTED_MODULE_2__/* .commandNamed */ .v)(word) !== null ? `/${_spelling_js__WEBPACK_IMPORTED_MODULE_0__/* .PREFIX */ .H3} ${text.slice(1)}` : text;
}
function spellArgument(name, given, besideRelease) {
    if (name === 'release')
        return given.release === undefined ? [] : [spellReleaseArg(given.release)];
    const text = given[name];
    if (text === undefined)
        return [];
    const needsFlag = besideRelease && (0,_value_js__WEBPACK_IMPORTED_MODULE_3__/* .looksLikeRelease */ .ZW)(text);
    return needsFlag ? [`--${name}`, (0,_words_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(text)] : [(0,_words_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(text)];
}
function spellReleaseArg({ app, number }) {
    return app === undefined ? `v${number}` : `${app}@v${number}`;
}
function spellFlag(flag, given) {
    switch (flag) {
        case 'cancel':
        case 'force':
            return given[flag] ? [`--${flag}`] : [];
        case 'app':
            return given.app === undefined ? [] : ['--app', (0,_words_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(given.app)];
        case 'apply':
            return given.apply === undefined ? [] : ['--apply', (0,_words_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(given.apply)];
        case 'for':
            return given.for === undefined ? [] : ['--for', (0,_span_js__WEBPACK_IMPORTED_MODULE_1__/* .spellSpan */ .tw)(given.for)];
        case 'set':
            return Object.entries(given.set ?? {}).flatMap(([key, value]) => [
                '--set',
                `${key}=${(0,_words_js__WEBPACK_IMPORTED_MODULE_4__/* .spellScalar */ .PZ)(value)}`,
            ]);
        case 'reason':
            return given.reason === undefined ? [] : ['--reason', onOneLine(given.reason)];
    }
}
/** In two steps: one expression for "line ends with white space around" looks at a run of spaces from each of them. */
function onOneLine(text) {
    const lines = text.split(/[\r\n]+/).map((line) => line.trim());
    return lines.filter((line) => line !== '').join(' ');
}


/***/ }),

/***/ 6522:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fs: () => (/* binding */ usageOf),
/* harmony export */   H3: () => (/* binding */ PREFIX),
/* harmony export */   Ti: () => (/* binding */ ARGUMENTS),
/* harmony export */   Wg: () => (/* binding */ FLAGS)
/* harmony export */ });
const ARGUMENTS = {
    release: { usage: 'vN', summary: 'A release: `v12`, `12`, or `web@v12` where there are several apps' },
    environment: {
        usage: 'environment',
        summary: 'An environment, or a phase that stands for all its environments',
    },
    activity: { usage: 'activity', summary: 'A task or deploy of the release, by its name' },
    ref: { usage: 'ref', summary: 'A branch, a tag or a commit id' },
    topic: { usage: 'command', summary: 'The command to explain' },
};
const FLAGS = {
    app: { value: 'app', summary: 'The app, where the repository has several' },
    cancel: { value: null, summary: 'Cancel the run that is at work there first' },
    force: { value: null, summary: 'Do it although Signalbox advises against it' },
    apply: { value: 'token', summary: 'Do what was shown under this token' },
    for: { value: '2h', summary: 'How long: `90s`, `30m`, `2h`, `1d`, `1w`, or joined like `1h30m`' },
    set: {
        value: 'name=value',
        summary: 'An input to change; may be given several times. Quote a value that has spaces: `note="two words"`',
    },
    reason: {
        value: '…',
        summary: 'Why, in your words. It takes the rest of the line, so it comes last',
    },
};
/** The word that starts the long form, `/signalbox rollback v1`; it works even where short forms are off. */
const PREFIX = 'signalbox';
/** @returns the usage line, like `/rollback [vN] [environment] [--cancel] [--reason …]`. */
function usageOf(name, spelling) {
    const words = spelling.arguments.map(({ name: argument, required }) => required ? ARGUMENTS[argument].usage : `[${ARGUMENTS[argument].usage}]`);
    const flags = spelling.flags.map((flag) => {
        const { value } = FLAGS[flag];
        return value === null ? `[--${flag}]` : `[--${flag} ${value}]`;
    });
    return [`/${name}`, ...words, ...flags].join(' ');
}


/***/ }),

/***/ 2518:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lo: () => (/* binding */ COMMANDS),
/* harmony export */   nZ: () => (/* binding */ COMMAND_NAMES),
/* harmony export */   v: () => (/* binding */ commandNamed)
/* harmony export */ });
/* harmony import */ var _domain_command_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(169);

const RELEASE = { name: 'release', required: false };
const ENVIRONMENT = { name: 'environment', required: false };
/**
 * The one table that parsers, help and reference are made from (design, section 7). Least role and "is it a
 * query" are the domain's (`COMMAND_RULES`); here is only how a command is written and explained.
 */
const COMMANDS = {
    release: {
        arguments: [{ name: 'ref', required: false }],
        flags: ['force'],
        summary: 'Make a release of a commit',
        help: [
            'Without a ref it takes the newest commit of the default branch. The commit must be on a branch or tag that `release-on` watches.',
            'The same commit with the same config is refused with the number it already has; `--force` makes a second release of it.',
        ],
        examples: [
            { command: '/release', says: 'the newest commit of the default branch' },
            { command: '/release hotfix/login', says: 'the head of a branch' },
            { command: '/release 4f2a9c1 --force', says: 'a commit that was released before' },
        ],
    },
    promote: {
        arguments: [RELEASE, ENVIRONMENT],
        flags: [],
        summary: 'Start a draft, or let a release past a pin',
        help: [
            'Starts a release that was made but not activated, or lets one that waits behind a pin into the environment. Gates and locks of the environment still hold.',
            'The pin there goes with it: later releases follow by themselves. To go back, use `/rollback`.',
        ],
        examples: [
            { command: '/promote v12', says: 'start a release that was made but not activated' },
            { command: '/promote v12 production', says: 'let v12 in, although production is pinned' },
        ],
    },
    rollback: {
        arguments: [RELEASE, ENVIRONMENT],
        flags: ['cancel', 'reason'],
        summary: 'Go back to what worked before, as a new release',
        help: [
            'Makes a new release with the commit, outputs, config vars and inputs of one that succeeded there, skips its tasks and deploys at once. The old record is not touched.',
            'Without a release it takes the newest one that succeeded there, other than what was deployed last, and never one that was rolled away from. Without an environment it takes those of the last deploying phase.',
            'Refused while a person has locked the environment (`/unlock` it first) or a release is at work there (`--cancel` stops it first). Checks are not asked for again: the release passed them when it succeeded there.',
            'The environments are pinned: later releases stop before them until `/unpin` or `/promote`. Data is not rolled back.',
        ],
        examples: [
            { command: '/rollback', says: 'the last deploy was bad, go back' },
            { command: '/rollback v12 production --reason checkout is broken', says: 'go back to v12' },
            { command: '/rollback v12 --cancel', says: 'stop what is deploying there first' },
        ],
    },
    unlock: {
        arguments: [ENVIRONMENT],
        flags: ['cancel', 'force', 'reason'],
        summary: "Free an environment from a dead run or from a person's lock",
        help: [
            'First asks GitHub whether the run that holds the environment still lives. A living run is not unlocked: `--cancel` cancels it and frees the environment once it has ended.',
            '`--force` does not wait for the end of the run and marks the environment as uncertain.',
        ],
        examples: [
            { command: '/unlock production', says: 'a run died without a word, or a lock is no longer needed' },
            { command: '/unlock production --cancel', says: 'the run hangs: cancel it, then free' },
        ],
    },
    lock: {
        arguments: [ENVIRONMENT],
        flags: ['for', 'reason'],
        summary: 'Hold an environment: nothing is deployed there until it is unlocked',
        help: [
            'Releases wait before a locked environment and go on by themselves when it is freed. A deploy that is already running there is not stopped; the answer names it.',
            'To change the reason or the time of a lock, unlock the environment and lock it again.',
        ],
        examples: [
            { command: '/lock production --reason database migration', says: 'until somebody unlocks it' },
            { command: '/lock production --for 2h --reason load test', says: 'frees itself after two hours' },
        ],
    },
    pin: {
        arguments: [ENVIRONMENT],
        flags: ['reason'],
        summary: 'Keep an environment on the release it runs',
        help: ['Later releases stop before a pinned environment. A rollback pins by itself.'],
        examples: [{ command: '/pin production --reason demo on Friday', says: 'no new release until `/unpin`' }],
    },
    unpin: {
        arguments: [ENVIRONMENT],
        flags: [],
        summary: 'Let releases into a pinned environment again',
        help: ['The newest release that waits before the environment goes on by itself.'],
        examples: [{ command: '/unpin production', says: 'move forward again after a rollback' }],
    },
    retry: {
        arguments: [RELEASE, { name: 'activity', required: false }],
        flags: ['set'],
        summary: 'Run again what failed, and only that',
        help: [
            'Keeps the number and every earlier attempt. What succeeded is not run again.',
            '`--set` changes an input for the new attempts; the release records it as a deviation.',
        ],
        examples: [
            { command: '/retry v12', says: 'everything in v12 that failed' },
            { command: '/retry v12 production --set replicas=3', says: 'one activity, with another input' },
        ],
    },
    abort: {
        arguments: [RELEASE],
        flags: ['force', 'reason'],
        summary: 'End a release; its living runs are cancelled first',
        help: [
            'An environment is freed when GitHub says that the cancelled run has ended. `--force` does not wait for that and marks the environment as uncertain.',
        ],
        examples: [{ command: '/abort v12 --reason wrong branch', says: 'end v12' }],
    },
    hold: {
        arguments: [RELEASE],
        flags: ['reason'],
        summary: 'Pause a release: nothing new starts until `/resume`',
        help: ['What is running goes on to its end.'],
        examples: [{ command: '/hold v12 --reason waiting for support', says: 'pause v12' }],
    },
    resume: {
        arguments: [RELEASE],
        flags: [],
        summary: 'Let a held release go on',
        help: ['Gates are judged again before anything starts.'],
        examples: [{ command: '/resume v12', says: 'go on with v12' }],
    },
    repair: {
        arguments: [],
        flags: ['apply'],
        summary: 'Examine the state branch, show what is wrong with it, and mend it',
        help: [
            'Nothing is decided from a state branch that was edited, taken back or deleted, and nothing of an app with a damaged file. `/repair` says what is wrong, in which file, and what it would do: a damaged file gets the text of the newest commit in which it was whole, what cannot be restored is moved aside, numbers that GitHub shows are not given again.',
            'With the token of what was shown it is done, in one commit that names who did it. If something else would be done by now, the new plan is shown instead.',
        ],
        examples: [
            { command: '/repair', says: 'show what is wrong and what would be done; nothing is changed' },
            { command: '/repair --apply 1f3a9c20', says: 'do what was shown under that token' },
        ],
    },
    releases: {
        arguments: [],
        flags: [],
        summary: 'List the releases, newest first',
        help: ['Shows number, status, commit, age and description.'],
        examples: [{ command: '/releases --app web', says: 'the releases of one app' }],
    },
    status: {
        arguments: [],
        flags: [],
        summary: 'Show what runs where, and who holds or waits for what',
        help: ['One line for each app and environment, with the command that frees it where it is held.'],
        examples: [{ command: '/status', says: 'all apps and environments' }],
    },
    info: {
        arguments: [{ name: 'release', required: true }],
        flags: [],
        summary: 'Show all about one release',
        help: [
            'Commit, cause, phases with every attempt, what it waits for, and where a rollback came from. Config vars are shown by name only.',
        ],
        examples: [{ command: '/info v12', says: 'what v12 is and how far it got' }],
    },
    help: {
        arguments: [{ name: 'topic', required: false }],
        flags: [],
        summary: 'Explain the commands, or one of them',
        help: ['Every command also works as `/signalbox <command>`.'],
        examples: [{ command: '/help rollback', says: 'how `/rollback` chooses and what it does' }],
    },
};
/** @returns the command's name when the word is one, else null. Letter case does not matter, ASCII only. */
function commandNamed(word) {
    const lower = word.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
    return isCommandName(lower) ? lower : null;
}
/** All names, in the order of the domain's table. */
const COMMAND_NAMES = Object.keys(_domain_command_js__WEBPACK_IMPORTED_MODULE_0__/* .COMMAND_RULES */ .u).filter(isCommandName);
function isCommandName(word) {
    return Object.hasOwn(COMMANDS, word);
}


/***/ }),

/***/ 1140:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  sN: () => (/* binding */ invisibleCharacters),
  oB: () => (/* binding */ plainSpaces),
  ZL: () => (/* binding */ understand),
  k8: () => (/* binding */ unknownCommand)
});

// UNUSED EXPORTS: tidy

;// CONCATENATED MODULE: ./lib/commands/given.js
/** @returns the command; null when it lacks what it cannot do without (`/info` needs a release). */
function commandFrom(name, given) {
    return BUILDERS[name](given);
}
const BUILDERS = {
    release: (given) => ({ name: 'release', ...given, force: given.force ?? false }),
    promote: (given) => ({ name: 'promote', ...given }),
    rollback: (given) => ({ name: 'rollback', ...given, cancel: given.cancel ?? false }),
    unlock: (given) => ({
        name: 'unlock',
        ...given,
        cancel: given.cancel ?? false,
        force: given.force ?? false,
    }),
    lock: (given) => ({ name: 'lock', ...given }),
    pin: (given) => ({ name: 'pin', ...given }),
    unpin: (given) => ({ name: 'unpin', ...given }),
    retry: (given) => ({ name: 'retry', ...given, set: given.set ?? {} }),
    abort: (given) => ({ name: 'abort', ...given, force: given.force ?? false }),
    hold: (given) => ({ name: 'hold', ...given }),
    resume: (given) => ({ name: 'resume', ...given }),
    repair: (given) => ({ name: 'repair', ...given }),
    releases: (given) => ({ name: 'releases', ...given }),
    status: (given) => ({ name: 'status', ...given }),
    info: (given) => (given.release === undefined ? null : { name: 'info', ...given, release: given.release }),
    help: (given) => ({ name: 'help', ...given }),
};

;// CONCATENATED MODULE: ./lib/commands/nearest.js
/**
 * Finds what somebody probably meant, for "did you mean".
 *
 * @returns the choice that is fewest edits away (a swap of neighbours counts once), or null when even the best
 * differs in more than a third of its letters. Ties go to the first choice.
 */
function nearest(word, choices) {
    const longest = 40;
    if (word.length === 0 || word.length > longest)
        return null;
    let best = null;
    for (const choice of choices) {
        const distance = edits(word, choice);
        if (distance <= Math.max(1, Math.floor(choice.length / 3)) && distance < (best?.distance ?? Infinity)) {
            best = { choice, distance };
        }
    }
    return best?.choice ?? null;
}
/** Optimal string alignment distance, row by row. */
function edits(from, to) {
    let beforeLast = [];
    let last = Array.from({ length: to.length + 1 }, (_, column) => column);
    for (let row = 1; row <= from.length; row += 1) {
        const current = [row];
        for (let column = 1; column <= to.length; column += 1) {
            const same = from[row - 1] === to[column - 1];
            const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
            current[column] = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1), swapped ? (beforeLast[column - 2] ?? 0) + 1 : Infinity);
        }
        beforeLast = last;
        last = current;
    }
    return last[to.length] ?? 0;
}

// EXTERNAL MODULE: ./lib/commands/spelling.js
var spelling = __webpack_require__(6522);
// EXTERNAL MODULE: ./lib/commands/table.js
var table = __webpack_require__(2518);
// EXTERNAL MODULE: ./lib/commands/value.js
var commands_value = __webpack_require__(3639);
;// CONCATENATED MODULE: ./lib/commands/take.js

/** Reads one value and adds it to what was given; what is given twice is refused, never overwritten. */
function take({ flag, given, value, used, dropped }) {
    if (flag === 'set')
        return takeSetting({ flag, given, value, used, dropped });
    if (given[flag] !== undefined)
        return problem(value, `${flag} is given twice`, dropped);
    const read = READERS[flag](value);
    return read.ok ? { given: { ...given, [flag]: read.value }, used } : problem(value, read.message, null);
}
const READERS = {
    app: commands_value/* readName */.MQ,
    apply: commands_value/* readName */.MQ,
    for: commands_value/* readSpan */.F2,
    release: commands_value/* readRelease */.iJ,
    environment: commands_value/* readName */.MQ,
    activity: commands_value/* readName */.MQ,
    ref: commands_value/* readRef */.sg,
    topic: (word) => (0,commands_value/* readName */.MQ)(word.replace(/^\//, '')),
};
function takeSetting({ given, value, used, dropped }) {
    const setting = (0,commands_value/* readSetting */.LA)(value);
    if (!setting.ok)
        return problem(value, setting.message, null);
    const [key, content] = setting.value;
    if (Object.hasOwn(given.set ?? {}, key))
        return problem(key, `--set ${key} is given twice`, dropped);
    return { given: { ...given, set: { ...given.set, [key]: content } }, used };
}
/** @param name the word as it was written, or the name of what is missing. */
function problem(name, message, instead) {
    return { problem: { kind: 'problem', name: (0,commands_value/* shown */.SP)(name), message, instead } };
}
/** @returns the line with `count` words from `at` on replaced. */
function replaced(line, at, count, by) {
    return { words: line.words.toSpliced(at, count, ...by), reason: line.reason };
}

;// CONCATENATED MODULE: ./lib/commands/grammar.js






/** Reads the words behind a command's name: the one grammar of comments, Action, CLI and sandbox. */
function readCommand(name, line) {
    let given = {};
    let at = 0;
    while (at < line.words.length) {
        const step = readWord(name, given, line, at);
        if ('problem' in step)
            return step.problem;
        given = step.given;
        at += step.used;
    }
    const reason = readReason(name, line);
    return 'problem' in reason ? reason.problem : finish(name, { ...given, ...reason });
}
/** Arguments may be written as flags too (`--environment v2`): the way out for names that look like releases. */
function flagsOf(name) {
    const { arguments: args, flags } = table/* COMMANDS */.Lo[name];
    return ['app', ...flags, ...args.map((argument) => argument.name)];
}
function readWord(name, given, line, at) {
    const word = line.words[at] ?? '';
    return /^-./.test(word) ? readFlag(name, given, line, at) : readArgument(name, given, line, at);
}
function readFlag(name, given, line, at) {
    const word = line.words[at] ?? '';
    const match = /^--([a-z]+)(?:=(.*))?$/s.exec(word);
    const flag = match?.[1] ?? '';
    const inline = match?.[2];
    if (!flagsOf(name).includes(flag))
        return unknownFlag(name, line, at);
    if (flag === 'cancel' || flag === 'force') {
        if (inline !== undefined) {
            return problem(word, `--${flag} takes no value`, replaced(line, at, 1, [`--${flag}`]));
        }
        if (given[flag])
            return problem(word, `--${flag} is given twice`, replaced(line, at, 1, []));
        return { given: { ...given, [flag]: true }, used: 1 };
    }
    if (!isValueFlag(flag))
        return unknownFlag(name, line, at);
    const value = inline ?? line.words[at + 1];
    if (value === undefined || (inline === undefined && value.startsWith('--'))) {
        const example = flag === 'for' ? replaced(line, at, 1, ['--for', spelling/* FLAGS */.Wg.for.value]) : null;
        return problem(word, `--${flag} needs a value`, example);
    }
    const used = inline === undefined ? 2 : 1;
    return take({ flag, given, value, used, dropped: replaced(line, at, used, []) });
}
function isValueFlag(flag) {
    const others = ['cancel', 'force', 'reason'];
    return !others.includes(flag) && (Object.hasOwn(spelling/* FLAGS */.Wg, flag) || Object.hasOwn(spelling/* ARGUMENTS */.Ti, flag));
}
/** A misspelt flag is put right in the corrected command, a foreign one is left out with its value. */
function unknownFlag(name, line, at) {
    const word = line.words[at] ?? '';
    const [flag = '', ...value] = word.replace(/^-+/, '').split('=');
    const meant = nearest(flag, flagsOf(name));
    const message = `${(0,commands_value/* shown */.SP)(word)} is not an option of /${name}`;
    if (meant !== null) {
        const written = [`--${meant}`, ...value].join('=');
        return problem(word, message, replaced(line, at, 1, [written]));
    }
    const next = line.words[at + 1] ?? '--';
    const dragsValue = isValueFlag(flag) && value.length === 0 && !next.startsWith('--');
    return problem(word, message, replaced(line, at, dragsValue ? 2 : 1, []));
}
/** `vN` goes where a release is taken and none is given yet, everything else into the next free place. */
function readArgument(name, given, line, at) {
    const value = line.words[at] ?? '';
    const free = table/* COMMANDS */.Lo[name].arguments
        .map((argument) => argument.name)
        .filter((argument) => given[argument] === undefined);
    const isRelease = free.includes('release') && (0,commands_value/* looksLikeRelease */.ZW)(value);
    const flag = isRelease ? 'release' : (free.find((argument) => argument !== 'release') ?? free[0]);
    if (flag === undefined)
        return tooMany(name, line, at);
    return take({ flag, given, value, used: 1, dropped: replaced(line, at, 1, []) });
}
/** So much of a word that whoever wrote it knows which one is meant. */
function beginning(word) {
    const signs = Array.from(word);
    return signs.length > 40 ? `${signs.slice(0, 40).join('')}…` : word;
}
/** Words too many are most often a reason whose flag was forgotten. */
function tooMany(name, line, at) {
    const word = line.words[at] ?? '';
    const most = table/* COMMANDS */.Lo[name].arguments.length;
    const takes = most === 0
        ? 'takes no argument'
        : `takes ${String(most)} ${most === 1 ? 'argument' : 'arguments'} at most`;
    const message = `/${name} ${takes}; "${beginning(word)}" is left over`;
    if (!takesReason(name))
        return problem(word, message, replaced(line, at, 1, []));
    const rest = [...line.words.slice(at), ...(line.reason === null ? [] : [line.reason])];
    // A shell hands in words of blanks as well.
    const reason = rest.join(' ').trim();
    return problem(word, message, { words: line.words.slice(0, at), reason: reason === '' ? null : reason });
}
function readReason(name, line) {
    if (line.reason === null)
        return {};
    const without = { words: line.words, reason: null };
    if (!takesReason(name))
        return problem('--reason', `--reason is not an option of /${name}`, without);
    return line.reason === '' ? problem('--reason', '--reason needs words', without) : { reason: line.reason };
}
function takesReason(name) {
    const flags = table/* COMMANDS */.Lo[name].flags;
    return flags.includes('reason');
}
function finish(name, given) {
    const { app, release } = given;
    if (app !== undefined && release?.app !== undefined && release.app !== app) {
        return problem(app, `--app says ${app} and the release says ${release.app}`, null).problem;
    }
    const command = commandFrom(name, given);
    if (command !== null)
        return { kind: 'command', command };
    return problem('release', `/${name} needs a release, like v12`, null).problem;
}

// EXTERNAL MODULE: ./lib/commands/spell.js
var spell = __webpack_require__(4716);
// EXTERNAL MODULE: ./lib/commands/words.js
var commands_words = __webpack_require__(7979);
;// CONCATENATED MODULE: ./lib/commands/understand.js





/**
 * Reads the words behind a known command. A problem comes back with the corrected command, ready to paste, when
 * the mistakes can be undone one by one and the result is a command.
 */
function understand(name, words, form) {
    const reading = readCommand(name, words);
    if (reading.kind === 'command')
        return reading;
    const corrected = correct(name, tidied(words)) ?? correct(name, words);
    return {
        kind: 'misspelt',
        code: 'bad-arguments',
        detail: {
            topic: name,
            name: reading.name,
            message: reading.message,
            ...(corrected === null ? {} : { candidates: [(0,spell/* spellCommand */.i)(corrected, form)] }),
        },
    };
}
/** @returns the answer to a word behind `/signalbox` that is no command, with the one it resembles. */
function unknownCommand(word, words, form) {
    const meant = table/* COMMAND_NAMES */.nZ.find((name) => name === nearest(word.replace(/^\//, '').toLowerCase(), table/* COMMAND_NAMES */.nZ));
    const command = meant === undefined ? null : correct(meant, words);
    return {
        kind: 'misspelt',
        code: 'unknown-command',
        detail: {
            name: word.slice(0, 100),
            ...(command === null ? {} : { candidates: [(0,spell/* spellCommand */.i)(command, form)] }),
        },
    };
}
/** @returns the answer to a line that is a command only once its invisible characters are gone. */
function invisibleCharacters(name, line, words, form) {
    const strange = /[^\t\x20-\x7e]/u.exec(line)?.[0] ?? '';
    const hex = (strange.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    const command = correct(name, words);
    return {
        kind: 'misspelt',
        code: 'bad-arguments',
        detail: {
            topic: name,
            message: `the line contains the character U+${hex}, which cannot be seen`,
            ...(command === null ? {} : { candidates: [(0,spell/* spellCommand */.i)(command, form)] }),
        },
    };
}
/** Undoes one problem after the other; every round has one mistake less, and eight are more than anybody makes. */
function correct(name, words) {
    let line = words;
    for (let round = 0; round < 8 && line !== null; round += 1) {
        const reading = readCommand(name, withReason(line));
        if (reading.kind === 'command')
            return reading.command;
        line = reading.instead;
    }
    return null;
}
/** A corrected word may have become `--reason`: what follows it is the reason then. */
function withReason(line) {
    const { words, reason } = (0,commands_words/* splitArgv */.l_)(line.words);
    if (reason === null)
        return line;
    return { words, reason: `${reason} ${line.reason ?? ''}`.trim() };
}
/**
 * Undoes what keyboards and copying do to a line: long dashes, curly quotes, spaces that are none, backticks. It is
 * only ever offered as the corrected command, never carried out.
 */
function tidy(text) {
    return plainSpaces(text)
        .replace(/(^|\s)[\u2012-\u2015](?=[a-z])/g, '$1--')
        .replace(/[\u201c\u201d\u201e]/g, '"')
        .replace(/`/g, '');
}
/** @returns the text with every kind of space as a space, and without characters that show nothing. */
function plainSpaces(text) {
    return text.replace(/[\p{Zs}\p{Zl}\p{Zp}]/gu, ' ').replace(/\p{Cf}/gu, '');
}
function tidied({ words, reason }) {
    const again = (0,commands_words/* splitLine */.ho)(tidy(words.join(' ')));
    if (reason === null)
        return again;
    return { words: again.words, reason: `${again.reason ?? ''} ${reason}`.trim() };
}


/***/ }),

/***/ 3639:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F2: () => (/* binding */ readSpan),
/* harmony export */   LA: () => (/* binding */ readSetting),
/* harmony export */   MQ: () => (/* binding */ readName),
/* harmony export */   SP: () => (/* binding */ shown),
/* harmony export */   ZW: () => (/* binding */ looksLikeRelease),
/* harmony export */   iJ: () => (/* binding */ readRelease),
/* harmony export */   sg: () => (/* binding */ readRef)
/* harmony export */ });
/* harmony import */ var _span_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7516);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7979);


/** @returns whether the word is meant as a release: `v12`, `12`, `web@v12`. */
function looksLikeRelease(word) {
    return /^(?:[^@\s"]+@)?v?\d+$/i.test(word);
}
function readRelease(word) {
    const match = /^(?:([A-Za-z0-9][\w.-]{0,99})@)?v?(\d+)$/i.exec(word);
    if (match === null)
        return no(`${shown(word)} is not a release; write v12, or web@v12`);
    const number = Number(match[2]);
    if (number < 1 || !Number.isSafeInteger(number))
        return no(`${shown(word)} cannot be a release`);
    return { ok: true, value: match[1] === undefined ? { number } : { app: match[1], number } };
}
/**
 * Names of apps, environments and activities are printable ASCII: a letter that looks like another is refused with
 * its code point, because "no such environment: production" would help nobody.
 */
function readName(word) {
    const text = (0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .unquote */ ._n)(word);
    if (text === null)
        return no(unclosed(word));
    if (text === '')
        return no('a name is missing');
    const strange = /[^\x20-\x7e]|[`<>]/u.exec(text);
    if (strange !== null)
        return no(`${shown(text)} contains ${codePoint(strange[0])}`);
    return text.length > 200 ? no(`${shown(text)} is too long for a name`) : { ok: true, value: text };
}
function readRef(word) {
    const text = (0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .unquote */ ._n)(word);
    if (text === null)
        return no(unclosed(word));
    const strange = (text === word ? /[\p{C}\p{Z}`<>]/u : /[\p{C}\p{Z}]/u).exec(text);
    if (strange !== null)
        return no(`${shown(text)} contains ${codePoint(strange[0])}`);
    if (text === '' || text.length > 250)
        return no('that is no branch, tag or commit');
    return { ok: true, value: text };
}
function readSpan(word) {
    const seconds = (0,_span_js__WEBPACK_IMPORTED_MODULE_0__/* .parseSpan */ .wr)(word);
    if (seconds !== null)
        return { ok: true, value: seconds };
    return no(`${shown(word)} is not a span between a second and a year; write 30m, 2h or 1d`);
}
function readSetting(word) {
    const match = /^([A-Za-z_][\w.-]{0,99})=(.*)$/s.exec(word);
    const name = match?.[1];
    if (match === null || name === undefined || name === '__proto__') {
        return no(`${shown(word)} is not name=value`);
    }
    const value = (0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .scalar */ .d_)(match[2] ?? '');
    return value === undefined ? no(unclosed(word)) : { ok: true, value: [name, value] };
}
function no(message) {
    return { ok: false, message };
}
function unclosed(word) {
    return `the quotes in ${shown(word)} do not close`;
}
/** @returns a word as it may be repeated in an answer: of bounded length, nothing in it invisible. */
function shown(word) {
    const visible = word.replace(/[\p{C}\p{Z}]/gu, (character) => (character === ' ' ? ' ' : '\ufffd'));
    return visible.length > 60 ? `${visible.slice(0, 60)}…` : visible;
}
function codePoint(character) {
    if (/[!-~]/.test(character))
        return character;
    const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `the character U+${hex}`;
}


/***/ }),

/***/ 7979:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PZ: () => (/* binding */ spellScalar),
/* harmony export */   _n: () => (/* binding */ unquote),
/* harmony export */   d_: () => (/* binding */ scalar),
/* harmony export */   hD: () => (/* binding */ quote),
/* harmony export */   ho: () => (/* binding */ splitLine),
/* harmony export */   l_: () => (/* binding */ splitArgv)
/* harmony export */ });
/**
 * Splits one line of text at spaces and tabs; double quotes keep spaces together and stay in the word. The first
 * `--reason` outside quotes ends the splitting: everything behind it is text, whatever it looks like (attack A22).
 */
function splitLine(line) {
    const words = [];
    const token = /[ \t]*((?:"(?:[^"\\]|\\.)*"?|[^" \t])+)/y;
    for (let match = token.exec(line); match !== null; match = token.exec(line)) {
        const word = match[1] ?? '';
        if (/^--reason(=|$)/.test(word)) {
            const start = token.lastIndex - word.length + '--reason'.length;
            return { words, reason: line.slice(start).replace(/^=/, '').trim() };
        }
        words.push(word);
    }
    return { words, reason: null };
}
/** The same from words that a shell has split; what follows `--reason` is joined again. */
function splitArgv(argv) {
    const at = argv.findIndex((word) => /^--reason(=|$)/.test(word));
    if (at < 0)
        return { words: argv, reason: null };
    const first = argv[at]?.slice('--reason='.length) ?? '';
    const reason = [first, ...argv.slice(at + 1)].join(' ').trim();
    return { words: argv.slice(0, at), reason };
}
/** @returns the text of a word, without its quotes; null when the quotes do not close or are in the middle. */
function unquote(word) {
    if (!word.includes('"'))
        return word;
    try {
        const value = JSON.parse(word);
        return typeof value === 'string' ? value : null;
    }
    catch {
        return null;
    }
}
/**
 * @returns the value of a `--set name=value`: `true`, `false`, `null` and numbers as JSON, everything else as text;
 * undefined when quotes do not close. A number is one only if it is printed again just so: `1.10` is a
 * version and `0012` a build number, and both stay text. `"12"` is text because of its quotes.
 */
function scalar(text) {
    if (text === 'true')
        return true;
    if (text === 'false')
        return false;
    if (text === 'null')
        return null;
    if (text !== '' && String(Number(text)) === text && Number.isFinite(Number(text)))
        return Number(text);
    return unquote(text) ?? undefined;
}
/** @returns the word as it must be written so that `unquote` gives the text back. */
function quote(text) {
    return /^[\p{L}\p{N}_./@:+#%,~][\p{L}\p{N}_./@:+#%,~=-]*$/u.test(text)
        ? text
        : escapeInvisible(JSON.stringify(text));
}
/** @returns the value as it must be written so that `scalar` gives it back; lists and objects become text. */
function spellScalar(value) {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    const isText = typeof value === 'string' || (typeof value === 'object' && value !== null);
    if (!isText)
        return text;
    return scalar(text) === text ? quote(text) : escapeInvisible(JSON.stringify(text));
}
function escapeInvisible(json) {
    return json.replace(/[\p{C}\p{Z}]/gu, (character) => character === ' '
        ? character
        : Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
            .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
            .join(''));
}


/***/ }),

/***/ 6898:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JY: () => (/* binding */ localWorkflow),
/* harmony export */   K5: () => (/* binding */ LONGEST_USES),
/* harmony export */   UG: () => (/* binding */ calledWorkflows),
/* harmony export */   Xy: () => (/* binding */ objectOf),
/* harmony export */   workflowName: () => (/* binding */ workflowName)
/* harmony export */ });
/* harmony import */ var _domain_json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7708);

/** Characters of a reference that are looked at. */
const LONGEST_USES = 500;
/** `$/` is the repository itself, as `./` is (GitHub documentation, "Reuse workflows"). */
const LOCAL_WORKFLOW = /^[.$]\/\.github\/workflows\/([^/]+\.ya?ml)$/;
const WORKFLOW_REFERENCE = /^([^/@]+\/[^/@]+)\/\.github\/workflows\/([^/@]+\.ya?ml)@/;
/** @returns the file of the workflow that a job calls, if it is one of the same repository. */
function localWorkflow(job) {
    const { uses } = objectOf(job);
    return typeof uses === 'string' ? (LOCAL_WORKFLOW.exec(uses)?.[1] ?? null) : null;
}
/**
 * @param reference a workflow as GitHub names it, like `acme/shop/.github/workflows/deploy.yml@refs/heads/main`.
 * @param repository the repository that is looked at, like `acme/shop`.
 * @returns `deploy.yml` for one of the same repository, for others the reference without its version; empty when it
 * names none.
 */
function workflowName(reference, repository) {
    const [, owner = '', file = ''] = WORKFLOW_REFERENCE.exec(reference.slice(0, LONGEST_USES)) ?? [];
    if (file === '')
        return '';
    const isOwn = owner.toLowerCase() === repository.toLowerCase();
    return isOwn ? file : `${owner.toLowerCase()}/.github/workflows/${file}`;
}
/** @returns the workflows that a workflow calls, named as `workflowName` does. */
function calledWorkflows(workflow, repository) {
    const jobs = Object.values(objectOf(objectOf(workflow)['jobs']));
    const names = jobs.map((job) => {
        const { uses } = objectOf(job);
        return localWorkflow(job) ?? (typeof uses === 'string' ? workflowName(uses, repository) : '');
    });
    return names.filter((name) => name !== '');
}
/** @returns the value if it is an object, else an empty one. */
function objectOf(value) {
    return (0,_domain_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(value) ? value : {};
}


/***/ }),

/***/ 4377:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ closest)
/* harmony export */ });
/** @returns the candidate that somebody who wrote `word` probably meant; null when none is near. */
function closest(word, candidates) {
    const wanted = simple(word);
    const limit = wanted.length <= 3 ? 1 : 2;
    let best = null;
    let least = limit + 1;
    for (const candidate of candidates) {
        const other = simple(candidate);
        const distance = other === `${wanted}s` || wanted === `${other}s` ? 0 : editDistance(wanted, other);
        if (distance < least) {
            best = candidate;
            least = distance;
        }
    }
    return best;
}
/** Spelling apart from case and separators: `releaseOn`, `release_on` and `release-on` are one word. */
function simple(word) {
    return word.slice(0, 80).toLowerCase().replaceAll(/[-_ ]/g, '');
}
/** Levenshtein's: single characters put in, taken out or exchanged. */
function editDistance(a, b) {
    let row = Array.from({ length: b.length + 1 }, (_, column) => column);
    for (const [index, character] of [...a].entries()) {
        const next = [index + 1];
        for (let column = 1; column <= b.length; column += 1) {
            const exchanged = (row[column - 1] ?? 0) + (character === b[column - 1] ? 0 : 1);
            next.push(Math.min(exchanged, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
        }
        row = next;
    }
    return row[b.length] ?? 0;
}


/***/ }),

/***/ 784:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Problems: () => (/* binding */ Problems),
/* harmony export */   T: () => (/* binding */ quoted),
/* harmony export */   d: () => (/* binding */ START)
/* harmony export */ });
const START = { line: 1, column: 1 };
/** More would not be read, and an answer must fit into a comment. */
const MAX_PROBLEMS = 50;
/** Gathers everything that is wrong, so that one answer names it all. */
class Problems {
    #found = new Map();
    #more = false;
    /** The same complaint about the same place counts once. */
    add(file, position, message) {
        const key = `${file}:${position.line}:${position.column}:${message}`;
        if (this.#found.has(key))
            return;
        if (this.isFull())
            this.#more = true;
        else
            this.#found.set(key, { file, line: position.line, column: position.column, message });
    }
    /** Takes over what was found elsewhere. */
    addAll(problems) {
        for (const { file, line, column, message } of problems)
            this.add(file, { line, column }, message);
    }
    /** Whether it is worth looking any further: what comes now will not be shown. */
    isFull() {
        return this.#found.size >= MAX_PROBLEMS;
    }
    get none() {
        return this.#found.size === 0;
    }
    /** @returns the problems by file and position; where there are too many, the last one says so. */
    list() {
        const sorted = [...this.#found.values()].sort(byPlace);
        const last = sorted.at(-1);
        if (!this.#more || last === undefined)
            return sorted;
        return [...sorted, { ...last, message: 'and more problems; correct these first' }];
    }
}
/** @returns somebody else's text for use in a message: quoted, on one line, not too long. */
function quoted(text) {
    return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
function byPlace(a, b) {
    if (a.file !== b.file)
        return a.file < b.file ? -1 : 1;
    return a.line - b.line || a.column - b.column;
}


/***/ }),

/***/ 8400:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  T: () => (/* binding */ readPolicy)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 9 modules
var schemas = __webpack_require__(7476);
// EXTERNAL MODULE: ./lib/domain/instant.js
var instant = __webpack_require__(5593);
// EXTERNAL MODULE: ./lib/domain/role.js
var domain_role = __webpack_require__(8998);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/schemas.js + 2 modules
var core_schemas = __webpack_require__(6985);
// EXTERNAL MODULE: ./lib/config/closest.js
var closest = __webpack_require__(4377);
;// CONCATENATED MODULE: ./lib/config/not-yet.js
/** A deploy is written on the phase or in its list; what is not built yet is the same. */
const DEPLOY_KEYS = [
    ...['needs', 'if', 'when', 'optional', 'critical'],
    ...['on-failure', 'retries', 'max-parallel', 'verify', 'order'],
];
/**
 * Keys that the grammar knows and this version does not build. They are refused, not skipped: a gate that is written
 * and not kept would be worse than none (invariant 12). Sections are paths with `*` for names and places in lists.
 */
const NOT_YET = {
    '': [
        ...['freezes', 'schedules', 'groups', 'vars', 'resources', 'notifications', 'webhooks', 'retention'],
        ...['calendar', 'state-branch', 'extends', 'hooks', 'owners', 'mask'],
    ],
    'apps.*': [
        ...[
            'schedule',
            'depends-on',
            'ignore',
            'owner',
            'owners',
            'vars',
            'inputs',
            'resources',
            'version',
            'tags',
        ],
        ...['retention', 'rollback', 'mask', 'name-template', 'review'],
    ],
    'apps.*.release-on': ['schedule', 'pull-request', 'checks', 'vars', 'label'],
    'environments.*': [
        ...['freezes', 'windows', 'window', 'schedule', 'on-failure', 'verify', 'rollback', 'prune', 'transient'],
        ...['owner', 'owners', 'vars', 'max-parallel', 'protect', 'hooks', 'promote'],
    ],
    'environments.*.gates': ['approvals', 'soak', 'window', 'windows', 'freezes', 'verify'],
    'processes.*': ['inputs', 'vars', 'owner', 'rollback', 'max-parallel', 'on-failure', 'groups', 'extends'],
    'processes.*.phases.*': [
        ...[
            'needs',
            'owner',
            'owners',
            'if',
            'when',
            'optional',
            'critical',
            'on-failure',
            'max-parallel',
            'rollback',
        ],
        ...['schedule', 'window', 'approval', 'process', 'retries', 'runbook', 'escalation', 'activate'],
    ],
    'processes.*.phases.*.gates': ['approvals', 'soak', 'window', 'windows', 'freezes', 'verify'],
    'processes.*.phases.*.activities.*': [
        ...[
            'needs',
            'approval',
            'process',
            'if',
            'when',
            'optional',
            'critical',
            'on-failure',
            'retries',
            'runbook',
        ],
        ...['escalation', 'owner', 'gates', 'verify', 'retryable', 'ignorable'],
    ],
    'processes.*.phases.*.deploy': DEPLOY_KEYS,
    'processes.*.phases.*.activities.*.deploy': DEPLOY_KEYS,
    defaults: ['approval-deadline', 'input-deadline', 'on-failure', 'retries', 'inputs'],
    commands: ['prefix', 'names', 'roles'],
};
/** Values of known keys that are not built either. */
const VALUES_NOT_YET = { 'apps.*.activate': ['scheduled'] };
const DEPLOY_WORDS = {
    workflow: '"up"',
    environment: '"to"',
    environments: '"to"',
    deadline: 'the deadline of a deploy at its environment',
};
/** What people write who know it from elsewhere, and what it is called here. */
const CALLED_HERE = {
    '': { version: '"signalbox: 1"', app: '"apps"', components: '"apps"' },
    'apps.*': {
        branches: '"release-on: { push: [...] }"',
        on: '"release-on"',
        push: '"release-on"',
        tag: '"release-on"',
    },
    'apps.*.release-on': { branch: '"push"', branches: '"push"' },
    'environments.*': {
        checks: '"gates: { checks: [...] }"',
        'checks-deadline': '"gates: { checks-deadline: … }"',
        timeout: '"deadline"',
        workflow: '"deploy: { to: …, up: … }" in a process',
        type: '"attributes: { type: … }"',
    },
    'processes.*.phases.*': {
        checks: '"gates: { checks: [...] }"',
        timeout: '"deadline"',
        steps: '"activities"',
    },
    'processes.*.phases.*.deploy': DEPLOY_WORDS,
    'processes.*.phases.*.activities.*.deploy': DEPLOY_WORDS,
    'processes.*.phases.*.activities.*': {
        timeout: '"deadline"',
        name: '"task: <name>"',
        up: '"deploy: { up: … }"',
    },
};
/** @returns whether this section knows the key without building it. */
function isKeyNotYet(section, key) {
    return NOT_YET[sectionKey(section)]?.includes(key) ?? false;
}
/** @returns whether this value of a known key is not built. */
function isValueNotYet(path, value) {
    return typeof value === 'string' && (VALUES_NOT_YET[sectionKey(path)]?.includes(value) ?? false);
}
/** @returns what the key is called here, to be put after "write"; null when nothing is known about it. */
function calledHere(section, key) {
    const words = CALLED_HERE[sectionKey(section)];
    return words !== undefined && Object.hasOwn(words, key) ? (words[key] ?? null) : null;
}
/** The names below these three sections are the user's; all other steps are words of the grammar. */
function sectionKey(path) {
    return path
        .map((step, index) => {
        const named = index === 1 && ['apps', 'environments', 'processes'].includes(String(path[0]));
        return named || typeof step === 'number' ? '*' : step;
    })
        .join('.');
}

// EXTERNAL MODULE: ./lib/config/problems.js
var config_problems = __webpack_require__(784);
// EXTERNAL MODULE: ./lib/config/sheet.js
var config_sheet = __webpack_require__(793);
;// CONCATENATED MODULE: ./lib/config/check-shape.js





/**
 * Parses a part of a sheet and notes everything that is wrong with it, in the words of this grammar.
 *
 * @returns undefined when something was wrong. Keys that are only not built yet, or that cannot be keys, are noted and
 *   left out: the rest of the part is still worth looking at.
 */
function checkShape(sheet, path, schema, value) {
    const parsed = schema.safeParse(value, { error: describe, reportInput: true });
    if (parsed.success)
        return parsed.data;
    const report = new Report(sheet, schema);
    for (const issue of parsed.error.issues)
        report.note(issue, path, path.length);
    const spare = parsed.error.issues.flatMap((issue) => sparePaths(issue, path));
    return spare.includes(null) ? undefined : schema.safeParse(without(value, spare.filter(isPath))).data;
}
/** @returns paths of keys that can be left out without making the rest wrong; null for all other issues. */
function sparePaths(issue, around) {
    const path = stepsOf(issue);
    if (issue.code === 'invalid_key')
        return [path];
    if (issue.code !== 'unrecognized_keys')
        return [null];
    return issue.keys.map((key) => (isKeyNotYet([...around, ...path], key) ? [...path, key] : null));
}
function without(value, paths) {
    if (paths.length === 0 || typeof value !== 'object' || value === null)
        return value;
    const kept = Object.entries(value)
        .filter(([key]) => !paths.some((path) => path.length === 1 && String(path[0]) === key))
        .map(([key, item]) => {
        const below = paths.filter((path) => String(path[0]) === key).map((path) => path.slice(1));
        return [key, without(item, below)];
    });
    return Array.isArray(value) ? kept.map(([, item]) => item) : Object.fromEntries(kept);
}
function isPath(path) {
    return path !== null;
}
function stepsOf(issue) {
    return issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
}
/** Notes a problem under the name of its path. */
function complain(sheet, path, message, at = 'value') {
    sheet.problem(path, `${(0,config_sheet/* spellPath */._R)(path)}: ${message}`, at);
}
class Report {
    #sheet;
    #schema;
    constructor(sheet, schema) {
        this.#sheet = sheet;
        this.#schema = schema;
    }
    /** @param base how many steps of the path lead to the value that was checked. */
    note(issue, around, base) {
        const path = [...around, ...stepsOf(issue)];
        if (issue.code === 'unrecognized_keys') {
            for (const key of issue.keys)
                this.#unknownKey(path, key, base);
        }
        else if (issue.code === 'invalid_key') {
            complain(this.#sheet, path, issue.issues[0]?.message ?? NAMELESS, 'key');
        }
        else if (issue.code === 'invalid_union') {
            this.#union(issue, path, base);
        }
        else if (isValueNotYet(path, issue.input)) {
            this.#sheet.problem(path, notYet(`${(0,config_sheet/* spellPath */._R)(path)}: ${String(issue.input)}`));
        }
        else {
            complain(this.#sheet, path, issue.message);
        }
    }
    /** Of several forms, the one that was meant is the one whose outermost type fits; if none does, all are named. */
    #union(issue, path, base) {
        const meant = issue.errors.find((branch) => !branch.some(isOutermost));
        if (meant !== undefined) {
            for (const each of meant)
                this.note(each, path, base);
            return;
        }
        const forms = [...new Set(issue.errors.flatMap(outermostForms))];
        complain(this.#sheet, path, `must be ${forms.join(' or ')}`);
    }
    #unknownKey(section, key, base) {
        if (this.#sheet.isFull())
            return;
        const path = [...section, key];
        const name = (0,config_sheet/* spellPath */._R)(path);
        if (isKeyNotYet(section, key)) {
            this.#sheet.problem(path, notYet(name), 'key');
            return;
        }
        const known = keysAt(this.#schema, section.slice(base));
        const other = calledHere(section, key);
        const near = (0,closest/* closest */.k)(key, known);
        const help = other !== null ? `write ${other}` : near !== null ? `did you mean ${(0,config_problems/* quoted */.T)(near)}?` : null;
        this.#sheet.problem(path, `${name}: unknown key; ${help ?? `known here: ${known.join(', ')}`}`, 'key');
    }
}
const NAMELESS = 'this cannot be a key here';
function notYet(name) {
    return `not-supported-yet: ${name} is part of the grammar, but this version does not build it; take it out`;
}
/** Zod's words for types and values, in ours. Messages that stand in a schema itself take precedence. */
function describe(issue) {
    if (issue.input === undefined)
        return 'is missing';
    if (issue.code === 'invalid_type')
        return `must be ${check_shape_form(issue.expected)}, not ${formOf(issue.input)}`;
    if (issue.code === 'invalid_value') {
        return `must be one of ${issue.values.map(String).join(', ')}${found(issue)}`;
    }
    if (issue.code === 'too_small')
        return 'must not be empty';
    if (issue.code === 'too_big')
        return `must have at most ${issue.maximum} of these`;
    return 'is not what belongs here';
}
function found(issue) {
    if (typeof issue.input !== 'string')
        return `, not ${formOf(issue.input)}`;
    const near = (0,closest/* closest */.k)(issue.input, issue.values.map(String));
    return near === null ? '' : `; did you mean ${(0,config_problems/* quoted */.T)(near)}?`;
}
const FORMS = {
    string: 'text',
    number: 'a number',
    boolean: 'true or false',
    array: 'a list',
    object: 'a map',
    record: 'a map',
    null: 'nothing',
};
function check_shape_form(type) {
    return FORMS[type] ?? type;
}
function formOf(value) {
    if (value === null)
        return 'nothing';
    return check_shape_form(Array.isArray(value) ? 'array' : typeof value);
}
function isOutermost(issue) {
    if (issue.path.length > 0)
        return false;
    return (issue.code === 'invalid_type' ||
        (issue.code === 'invalid_union' && issue.errors.every((all) => all.some(isOutermost))));
}
function outermostForms(branch) {
    return branch.flatMap((issue) => {
        if (issue.code === 'invalid_type')
            return issue.path.length === 0 ? [check_shape_form(issue.expected)] : [];
        return issue.code === 'invalid_union' ? issue.errors.flatMap(outermostForms) : [];
    });
}
/** @returns the keys that a schema knows at a path. */
function keysAt(schema, path) {
    const [step, ...rest] = path;
    if (schema instanceof schemas/* ZodOptional */.IiU || schema instanceof schemas/* ZodNullable */.l1C) {
        return keysAt(schema.unwrap(), path);
    }
    if (schema instanceof schemas/* ZodUnion */.fZ7)
        return schema.options.flatMap((option) => keysAt(option, path));
    if (schema instanceof schemas/* ZodObject */.bvH) {
        if (step === undefined)
            return Object.keys(schema.shape);
        const next = schema.shape[String(step)];
        return next instanceof core_schemas/* $ZodType */.W4 ? keysAt(next, rest) : [];
    }
    if (step === undefined)
        return [];
    if (schema instanceof schemas/* ZodArray */.naA)
        return keysAt(schema.element, rest);
    if (schema instanceof schemas/* ZodRecord */.b8S)
        return keysAt(schema.valueType, rest);
    return [];
}

;// CONCATENATED MODULE: ./lib/config/names.js

/**
 * Names of apps, environments, processes, phases and activities. They become parts of file names, status contexts and
 * command arguments: so no slash or space, and nothing that reads like a release number. Names of digits alone would
 * also lose their place in file order, since JavaScript sorts such keys.
 */
const PATTERN = /^(?![vV]?\d+$)[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const NAME_RULE = 'a name begins with a letter or digit, goes on with letters, digits, ".", "_" or "-", has 64 characters at most, ' +
    'and does not read like a release number (12, v12)';
/** @returns whether it can be a name; words that every JavaScript object knows (`constructor`) cannot. */
function isName(text) {
    return PATTERN.test(text) && !(text in {});
}
const nameSchema = schemas/* string */.YjP()
    .regex(PATTERN, { error: NAME_RULE, abort: true })
    .refine(isName, { error: NAME_RULE });
/** @returns the nearest name to any text, for an app that is named like its repository. */
function sanitizeName(text) {
    const cleaned = text
        .replaceAll(/[^A-Za-z0-9._-]/g, '-')
        .replace(/^[._-]+/, '')
        .slice(0, 64);
    if (isName(cleaned))
        return cleaned;
    const prefixed = `app-${cleaned}`.slice(0, 64);
    return cleaned === '' ? 'app' : prefixed;
}
/** Keys of attributes and inputs: what an expression can name with a dot. */
const keySchema = schemas/* string */.YjP().regex(/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/, {
    error: 'this begins with a letter or "_", goes on with letters, digits, "_" or "-", and has 64 characters at most',
});
/** File name of a workflow on the default branch. */
const workflowFileSchema = schemas/* string */.YjP().regex(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}\.ya?ml$/, {
    error: 'must be the file name of a workflow in .github/workflows, without the folder, like deploy.yml',
});

;// CONCATENATED MODULE: ./lib/config/entries.js


/** A map of names has no more entries than this: each is held against all others, at every decision. */
const MAX_ENTRIES = 200;
/**
 * Goes through a map whose keys are names, in file order. An entry without a value (`staging:`) is one that says
 * nothing. Names that differ in case only are refused: GitHub's environments and expressions do not tell them apart.
 *
 * @param read one entry; undefined when it is wrong, which it has then said.
 * @returns the entries that could be read.
 */
function readEntries(sheet, path, written, read) {
    const seen = new Map();
    const entries = [];
    if (Object.keys(written).length > MAX_ENTRIES) {
        complain(sheet, path, `has more than ${MAX_ENTRIES} entries`, 'key');
    }
    for (const [name, value] of Object.entries(written).slice(0, MAX_ENTRIES)) {
        const at = [...path, name];
        const before = seen.get(name.toLowerCase());
        if (!isName(name))
            complain(sheet, at, NAME_RULE, 'key');
        if (before !== undefined)
            complain(sheet, at, `differs from ${before} in case only`, 'key');
        seen.set(name.toLowerCase(), name);
        const entry = read(name, value ?? {}, at);
        if (entry !== undefined && isName(name))
            entries.push([name, entry]);
    }
    return Object.fromEntries(entries);
}

;// CONCATENATED MODULE: ./lib/config/lists.js

/** A list, or the one item of a list of one. */
function oneOrMany(item) {
    return schemas/* union */.KCZ([item, schemas/* array */.YOg(item)]);
}
/** @returns what `oneOrMany` let through as a list. */
function listOf(written) {
    if (written === undefined)
        return [];
    return isList(written) ? written : [written];
}
function isList(written) {
    return Array.isArray(written);
}

;// CONCATENATED MODULE: ./lib/config/apps.js







const globSchema = schemas/* string */.YjP().min(1).max(255);
const globsSchema = oneOrMany(globSchema);
const releaseOnSchema = schemas/* strictObject */.rej({
    push: globsSchema.optional().describe('Globs of branches: a push to one of them makes a release.'),
    tag: globsSchema.optional().describe('Globs of tags: a new one makes a release.'),
});
const activateSchema = schemas/* enum */.k5n(['auto', 'manual']);
const appSchema = schemas/* strictObject */.rej({
    paths: globsSchema
        .optional()
        .describe('Globs of files: a push concerns the app if it changes one of them.'),
    'release-on': releaseOnSchema
        .optional()
        .describe('What makes releases, and where released commits may come from.'),
    process: nameSchema.optional().describe('Name of its process; not needed where there is only one.'),
    activate: activateSchema.optional().describe('manual: a release waits for /promote before it starts.'),
});
/** Reads `apps:`. */
function readApps(sheet, written, around) {
    return readEntries(sheet, ['apps'], written, (name, value, path) => {
        const app = checkShape(sheet, path, appSchema, value);
        if (app === undefined)
            return undefined;
        complainOfGlobs(sheet, [...path, 'paths'], app.paths, 'path');
        return {
            name,
            paths: listOf(app.paths),
            releaseOn: readReleaseOn(sheet, [...path, 'release-on'], app['release-on'], around),
            process: processOf(sheet, path, app.process, around),
            activate: app.activate ?? 'auto',
        };
    });
}
/**
 * The one app of a repository that names none. It also watches tags: with several apps one tag would release all of
 * them, so those have to say which tags are theirs.
 */
function onlyApp(sheet, around) {
    const name = sanitizeName(around.repository);
    return {
        [name]: {
            name,
            paths: [],
            releaseOn: { push: [around.defaultBranch], tag: ['v*'] },
            process: processOf(sheet, ['processes'], undefined, around),
            activate: 'auto',
        },
    };
}
function processOf(sheet, path, written, around) {
    const { processes } = around;
    if (written === undefined) {
        if (processes.length > 1) {
            const names = processes.map(config_problems/* quoted */.T).join(', ');
            complain(sheet, path, `there are several processes (${names}); say which one with "apps: { <name>: { process: … } }"`);
        }
        return processes[0] ?? '';
    }
    // None at all means that `processes` itself is wrong, which has been said.
    if (processes.length > 0 && !processes.includes(written)) {
        const near = (0,closest/* closest */.k)(written, processes);
        const help = near === null ? '' : `; did you mean ${(0,config_problems/* quoted */.T)(near)}?`;
        complain(sheet, [...path, 'process'], `there is no process ${(0,config_problems/* quoted */.T)(written)}${help}`);
    }
    return written;
}
function readReleaseOn(sheet, path, written, around) {
    if (written === undefined)
        return { push: [around.defaultBranch], tag: [] };
    complainOfGlobs(sheet, [...path, 'push'], written.push, 'ref');
    complainOfGlobs(sheet, [...path, 'tag'], written.tag, 'ref');
    const releaseOn = { push: listOf(written.push), tag: listOf(written.tag) };
    if (releaseOn.push.length + releaseOn.tag.length === 0) {
        complain(sheet, path, 'needs branches in "push" or tags in "tag", or nothing could ever be released');
    }
    return releaseOn;
}
function complainOfGlobs(sheet, path, written, of) {
    const globs = listOf(written);
    for (const [index, glob] of globs.entries()) {
        const at = typeof written === 'string' ? path : [...path, index];
        const bare = glob.startsWith('!') ? glob.slice(1) : glob;
        if (bare === '')
            complain(sheet, at, 'is empty');
        if (of === 'ref' && bare.startsWith('refs/')) {
            complain(sheet, at, 'is matched against short names: leave out "refs/heads/" or "refs/tags/"');
        }
        if (of === 'path' && /^\.?\//.test(bare)) {
            complain(sheet, at, 'is matched against paths like "web/a.txt": leave out the slash at its beginning');
        }
    }
    if (globs.length > 0 && globs.every((glob) => glob.startsWith('!'))) {
        complain(sheet, path, 'only takes out; begin with a glob that lets something in, like "**"');
    }
}

;// CONCATENATED MODULE: ./lib/config/durations.js


const durations_PATTERN = /^(?=\d)(?:(\d{1,5})d)?(?:(\d{1,5})h)?(?:(\d{1,5})m)?$/;
/** A workflow run ends after 35 days at the latest (GitHub documentation, "Actions limits"). */
const LONGEST = 35 * instant/* DAY */.d_;
/** @returns the seconds of `30m`, `2h`, `1d` or `1d12h`; null when it is no duration between one minute and 35 days. */
function parseDuration(text) {
    const match = durations_PATTERN.exec(text);
    if (match === null)
        return null;
    const [, days = '0', hours = '0', minutes = '0'] = match;
    const seconds = Number(days) * instant/* DAY */.d_ + Number(hours) * instant/* HOUR */.dp + Number(minutes) * instant/* MINUTE */.pY;
    return seconds >= instant/* MINUTE */.pY && seconds <= LONGEST ? seconds : null;
}
const error = 'must be a duration between 1m and 35d, like 30m, 2h, 1d or 1h30m';
/** A duration as it is written. */
const durationSchema = schemas/* string */.YjP({ error })
    .regex(durations_PATTERN, { error, abort: true })
    .refine((text) => parseDuration(text) !== null, { error });
/** @returns the seconds of a duration that `durationSchema` has let through, or `otherwise` when none is written. */
function secondsOf(written, otherwise) {
    return (written === undefined ? null : parseDuration(written)) ?? otherwise;
}

;// CONCATENATED MODULE: ./lib/config/gates.js





const checkName = schemas/* string */.YjP().min(1).max(255);
const checkSchema = schemas/* union */.KCZ([
    checkName,
    schemas/* strictObject */.rej({
        name: checkName.describe('Status context or name of the check run; compared without case.'),
        app: schemas/* string */.YjP()
            .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,99}$/, {
            error: 'must be the slug of a GitHub App, like github-actions',
        })
            .optional()
            .describe('Slug of the only GitHub App whose check counts.'),
    }),
]);
const checksSchema = oneOrMany(checkSchema).describe("Checks that must be green on the release's commit: statuses and check runs.");
const environmentGatesSchema = schemas/* strictObject */.rej({
    checks: checksSchema.optional(),
    'checks-deadline': durationSchema.optional().describe('How long pending or missing checks are waited for.'),
});
const phaseGatesSchema = schemas/* strictObject */.rej({ checks: checksSchema.optional() });
/** @returns the required checks, or undefined when the key is not written: then there is no check gate. */
function readChecks(sheet, path, written) {
    if (written === undefined)
        return undefined;
    const seen = new Set();
    return listOf(written).map((entry, index) => {
        const check = typeof entry === 'string' ? { name: entry } : pinned(entry);
        const at = Array.isArray(written) ? [...path, index] : path;
        const key = JSON.stringify([check.name.toLowerCase(), check.app ?? null]);
        if (seen.has(key))
            complain(sheet, at, `${(0,config_problems/* quoted */.T)(check.name)} is listed twice`);
        if (check.name.toLowerCase().startsWith('signalbox/')) {
            complain(sheet, at, `${(0,config_problems/* quoted */.T)(check.name)} is set by Signalbox itself, so waiting for it would never end`);
        }
        seen.add(key);
        return check;
    });
}
function pinned(entry) {
    return { name: entry.name, ...(entry.app === undefined ? {} : { app: entry.app }) };
}

;// CONCATENATED MODULE: ./lib/config/roles.js




/** Everybody has no permission, so `none` grants nothing that could be meant. */
const GRANTABLE = domain_role/* PERMISSIONS */.Jj.filter((permission) => permission !== 'none');
const TEAM = /^@[A-Za-z0-9][A-Za-z0-9-]{0,38}\/[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/;
const grantSchema = schemas/* string */.YjP().regex(new RegExp(`^(?:${GRANTABLE.join('|')})$|${TEAM.source}`), {
    error: `must be a repository role (${GRANTABLE.join(', ')}) or a team like "@acme/ops"`,
});
const grantsSchema = oneOrMany(grantSchema);
const rolesSchema = schemas/* strictObject */.rej({
    viewer: grantsSchema.optional().describe('May ask: /status, /releases, /info, /help. Default: read.'),
    operator: grantsSchema.optional().describe('May release, promote, roll back, lock, retry. Default: write.'),
    'release-manager': grantsSchema.optional().describe('May what an operator may. Default: maintain.'),
    admin: grantsSchema.optional().describe('May do everything. Default: admin.'),
});
/** @returns the grants with those of `base` for each role that is not written. */
function readRoles(sheet, path, written, base) {
    const grants = {
        viewer: grantsOf(written?.viewer) ?? base.viewer,
        operator: grantsOf(written?.operator) ?? base.operator,
        'release-manager': grantsOf(written?.['release-manager']) ?? base['release-manager'],
        admin: grantsOf(written?.admin) ?? base.admin,
    };
    if (written !== undefined)
        complainOfOpenRoles(sheet, path, grants);
    return grants;
}
function grantsOf(written) {
    return written === undefined ? undefined : listOf(written).map(grantOf);
}
function grantOf(text) {
    const permission = domain_role/* PERMISSIONS */.Jj.find((each) => each === text);
    return permission === undefined
        ? { kind: 'team', team: text.slice(1) }
        : { kind: 'permission', permission };
}
/**
 * A later role includes the earlier ones, so `operator: admin` alone keeps nobody out who still is a release manager
 * by `maintain`. Somebody who writes that believes in a fence that is not there.
 */
function complainOfOpenRoles(sheet, path, grants) {
    for (const [index, role] of domain_role/* ROLES */.gg.entries()) {
        const own = leastPermission(grants[role]);
        const wider = domain_role/* ROLES */.gg.slice(index + 1).find((later) => {
            const least = leastPermission(grants[later]);
            return own !== null && least !== null && rank(least) < rank(own);
        });
        if (wider === undefined)
            continue;
        const least = leastPermission(grants[wider]);
        complain(sheet, [...path, role], `needs ${own}, but ${wider} includes ${role} and needs only ${least}; write ${wider} as well`);
    }
}
function leastPermission(grants) {
    const ranks = grants.flatMap((grant) => (grant.kind === 'permission' ? [rank(grant.permission)] : []));
    return domain_role/* PERMISSIONS */.Jj[Math.min(...ranks)] ?? null;
}
function rank(permission) {
    return domain_role/* PERMISSIONS */.Jj.indexOf(permission);
}

;// CONCATENATED MODULE: ./lib/config/environments.js







const attributeValue = schemas/* union */.KCZ([schemas/* string */.YjP().max(255), schemas/* number */.aig(), schemas/* boolean */.zMY()]);
/** Attributes as they are written; all of them are text afterwards. */
const attributesSchema = schemas/* record */.g1P(keySchema, attributeValue);
const concurrencySchema = schemas/* enum */.k5n(['wait', 'refuse', 'cancel']);
const environmentSchema = schemas/* strictObject */.rej({
    attributes: attributesSchema
        .optional()
        .describe('What deploys select environments by, like type: production.'),
    url: schemas/* string */.YjP().max(2000).optional().describe('Where people see what is deployed there.'),
    gates: environmentGatesSchema.optional().describe('What must hold before anything is deployed there.'),
    deadline: durationSchema
        .optional()
        .describe('How long an attempt to deploy there may take before it is looked into.'),
    concurrency: concurrencySchema
        .optional()
        .describe('What happens to a release that comes while another one is at work there.'),
    roles: rolesSchema.optional().describe('Roles for this environment, where they differ.'),
});
/** Reads `environments:`. */
function readEnvironments(sheet, written, defaults) {
    const policies = readEntries(sheet, ['environments'], written, (name, value, path) => {
        // Before the shape: another mistake in the environment must not hide this one.
        const url = writtenUrl(value);
        if (url !== undefined)
            complainOfUrl(sheet, [...path, 'url'], url);
        const environment = checkShape(sheet, path, environmentSchema, value);
        if (environment === undefined)
            return undefined;
        return environmentPolicy(sheet, name, environment, defaults);
    });
    return { policies, names: Object.keys(written).slice(0, MAX_ENTRIES) };
}
function environmentPolicy(sheet, name, written, defaults) {
    const path = ['environments', name];
    const checks = readChecks(sheet, [...path, 'gates', 'checks'], written.gates?.checks);
    return {
        name,
        attributes: textAttributes(written.attributes ?? {}),
        ...(written.url === undefined ? {} : { url: written.url }),
        gates: {
            ...(checks === undefined ? {} : { checks }),
            checksDeadline: secondsOf(written.gates?.['checks-deadline'], defaults.checksDeadline),
        },
        deadline: secondsOf(written.deadline, defaults.deadline),
        concurrency: written.concurrency ?? 'wait',
        ...(written.roles === undefined
            ? {}
            : { roles: readRoles(sheet, [...path, 'roles'], written.roles, defaults.roles) }),
    };
}
/** @returns attributes as text, so that `tier: 1` and `tier: "1"` are the same wherever they are compared. */
function textAttributes(written) {
    return Object.fromEntries(Object.entries(written).map(([key, value]) => [key, String(value)]));
}
function writtenUrl(environment) {
    if (typeof environment !== 'object' || environment === null || !('url' in environment))
        return undefined;
    return typeof environment.url === 'string' ? environment.url : undefined;
}
/** It becomes a link on GitHub, so it must be one and no script. */
function complainOfUrl(sheet, path, url) {
    if (url.includes('${{')) {
        sheet.problem(path, `not-supported-yet: expressions in environments.${String(path[1])}.url; write the address`);
    }
    else if (!/^https?:\/\/[^\s<>"']+$/.test(url) || !URL.canParse(url)) {
        complain(sheet, path, 'must be an address that begins with https:// or http://');
    }
}

// EXTERNAL MODULE: ./lib/domain/activity-inputs.js + 2 modules
var activity_inputs = __webpack_require__(4332);
// EXTERNAL MODULE: ./lib/expressions/references.js
var references = __webpack_require__(5801);
// EXTERNAL MODULE: ./lib/expressions/syntax.js
var expressions_syntax = __webpack_require__(2908);
// EXTERNAL MODULE: ./lib/expressions/template.js
var expressions_template = __webpack_require__(7849);
;// CONCATENATED MODULE: ./lib/expressions/check.js



/**
 * Looks at a text with `${{ }}` without evaluating it.
 *
 * @param roots names that a reference may start with.
 * @returns what is wrong, each as a sentence; empty when all is well or there is no expression.
 */
function checkExpression(text, roots) {
    const template = (0,expressions_template/* splitTemplate */.L)(text);
    if (template.kind === 'unclosed')
        return ['a "${{" has no "}}"'];
    return template.parts.flatMap((part) => {
        if (part.kind === 'text')
            return [];
        const syntax = (0,expressions_syntax/* parseExpression */.Y)(part.source, roots);
        return syntax.kind === 'wrong' ? [...syntax.messages] : [];
    });
}
/** @returns every reference in the text's expressions, as far as it is written out; none where the syntax is wrong. */
function findReferences(text, roots) {
    const template = (0,expressions_template/* splitTemplate */.L)(text);
    if (template.kind === 'unclosed')
        return [];
    return template.parts.flatMap((part) => {
        if (part.kind === 'text')
            return [];
        const syntax = (0,expressions_syntax/* parseExpression */.Y)(part.source, roots);
        return syntax.kind === 'tree' ? (0,references/* referencesIn */.ii)(syntax.tree) : [];
    });
}

;// CONCATENATED MODULE: ./lib/config/inputs.js







/** What is known below the roots whose fields are always the same; the others hold what users name. */
const FIELDS = {
    release: ['number', 'name', 'sha', 'ref', 'description'],
    app: ['name'],
    environment: ['name', 'attributes', 'url'],
    previous: ['tasks'],
};
const inputsSchema = schemas/* record */.g1P(keySchema, schemas/* json */.Pq9())
    .describe('Values for the workflow: literals, or texts with ${{ }} expressions.');
/** Notes what is wrong with the expressions in an activity's inputs. */
function checkInputs(sheet, path, value, around) {
    if (typeof value === 'string') {
        checkText(sheet, path, value, around);
    }
    else if (value !== null && typeof value === 'object') {
        const list = Array.isArray(value);
        for (const [key, item] of Object.entries(value)) {
            checkInputs(sheet, [...path, list ? Number(key) : key], item, around);
        }
    }
}
function checkText(sheet, path, text, around) {
    if (sheet.isFull())
        return;
    for (const message of checkExpression(text, activity_inputs/* EXPRESSION_ROOTS */.tE))
        complain(sheet, path, message);
    for (const reference of findReferences(text, activity_inputs/* EXPRESSION_ROOTS */.tE)) {
        const message = sheet.isFull() ? null : complaintOf(reference, around);
        if (message !== null)
            complain(sheet, path, message);
    }
}
function complaintOf(reference, around) {
    const [root, name, third, fourth] = reference.map((step, index) => index === 0 ? step.toLowerCase() : step);
    if (root === 'environment' && around.kind === 'task')
        return 'a task has no environment';
    if (root === 'tasks') {
        return complaintOfActivity('task', name, around.tasks, around) ?? complaintOfOutputs(third);
    }
    if (root === 'deploys') {
        return complaintOfActivity('deploy', name, around.deploys, around) ?? complaintOfOutputs(third);
    }
    if (root === 'previous' && name?.toLowerCase() === 'tasks') {
        return unknownActivity('task', third, around.tasks) ?? complaintOfOutputs(fourth);
    }
    return complaintOfField(root ?? '', name);
}
function complaintOfOutputs(name) {
    if (name === undefined || name === '*' || name.toLowerCase() === 'outputs')
        return null;
    return `there is no ${(0,config_problems/* quoted */.T)(name)} in an activity; write ".outputs.${name.slice(0, 60)}"`;
}
/** A field that is never there would be waited for until the deadline. */
function complaintOfField(root, name) {
    const fields = FIELDS[root];
    if (fields === undefined || name === undefined || name === '*')
        return null;
    if (fields.includes(name.toLowerCase()))
        return null;
    return `there is no ${(0,config_problems/* quoted */.T)(name)} in ${root}; there are ${fields.join(', ')}`;
}
function complaintOfActivity(kind, name, activities, around) {
    const unknown = unknownActivity(kind, name, activities);
    if (unknown !== null)
        return unknown;
    const named = activities.filter((activity) => isSame(activity.name, name));
    if (named.length === 0)
        return null;
    if (kind === around.kind && around.own.some((own) => isSame(own, name))) {
        return `${(0,config_problems/* quoted */.T)(name ?? '')} refers to itself`;
    }
    // Within its own phase an input may wait for another activity; what a later phase makes would never come.
    const late = named.every((activity) => activity.phase > around.phase);
    return late ? `the ${kind} ${(0,config_problems/* quoted */.T)(name ?? '')} runs in a later phase` : null;
}
function unknownActivity(kind, name, activities) {
    if (name === undefined || name === '*' || activities.some((activity) => isSame(activity.name, name))) {
        return null;
    }
    const near = (0,closest/* closest */.k)(name, activities.map((activity) => activity.name));
    const help = near === null ? '' : `; did you mean ${(0,config_problems/* quoted */.T)(near)}?`;
    return `there is no ${kind} ${(0,config_problems/* quoted */.T)(name)} in this process${help}`;
}
/** GitHub's expressions compare names without case. */
function isSame(a, b) {
    return a !== undefined && b !== undefined && a.toLowerCase() === b.toLowerCase();
}

;// CONCATENATED MODULE: ./lib/config/process-schema.js







/** Nobody walks through more; and each is looked at in every decision. */
const MAX_PHASES = 50;
const toSchema = schemas/* union */.KCZ([
    nameSchema,
    schemas/* array */.YOg(nameSchema).min(1).max(MAX_ENTRIES),
    attributesSchema.refine((attributes) => Object.keys(attributes).length > 0, {
        error: 'needs at least one attribute; name environments in a list to mean particular ones',
    }),
])
    .describe('An environment, a list of them, or attributes that they must have.');
const deploySchema = schemas/* strictObject */.rej({
    name: nameSchema
        .optional()
        .describe('Needed where a process deploys twice to one environment: activities are then <name>-<environment>.'),
    to: toSchema,
    up: workflowFileSchema.describe('Workflow that deploys.'),
    down: workflowFileSchema.optional().describe('Workflow that takes the deployment away.'),
    inputs: inputsSchema.optional(),
});
const activitySchema = schemas/* strictObject */.rej({
    task: nameSchema.optional().describe('Name of a task: work without an environment.'),
    workflow: workflowFileSchema.optional().describe('Workflow that does the task.'),
    inputs: inputsSchema.optional(),
    deadline: durationSchema.optional().describe('How long an attempt of the task may take.'),
    deploy: deploySchema.optional().describe('A deployment to one or more environments.'),
});
const phaseSchema = schemas/* strictObject */.rej({
    name: nameSchema.describe("Commands may use it for all of the phase's environments."),
    gates: phaseGatesSchema.optional().describe('What must hold before the phase starts.'),
    activities: schemas/* array */.YOg(activitySchema)
        .min(1)
        .max(50)
        .optional()
        .describe('Tasks and deploys that may run side by side.'),
    ...activitySchema.shape,
});
const processSchema = schemas/* strictObject */.rej({
    phases: schemas/* array */.YOg(phaseSchema).min(1).max(MAX_PHASES).describe('In the order in which they run.'),
});

;// CONCATENATED MODULE: ./lib/config/config-schema.js







const performerSchema = schemas/* enum */.k5n(['app', 'action']);
const commandsSchema = schemas/* strictObject */.rej({
    short: schemas/* boolean */.zMY()
        .optional()
        .describe('false: only /signalbox <command> is listened to, not /rollback and the like.'),
});
const defaultsSchema = schemas/* strictObject */.rej({
    deadline: durationSchema.optional().describe('For attempts, where environment or task say nothing.'),
    'checks-deadline': durationSchema
        .optional()
        .describe('For check gates, where the environment says nothing.'),
});
/** `.github/signalbox.yml` as people write it. Sections are read one by one; this is the whole, for editors. */
const configSchema = schemas/* strictObject */.rej({
    signalbox: schemas/* literal */.euz(1).describe('Version of this grammar.'),
    apps: schemas/* record */.g1P(nameSchema, appSchema.nullable()).optional().describe('What is released.'),
    environments: schemas/* record */.g1P(nameSchema, environmentSchema.nullable())
        .optional()
        .describe('Places to deploy to, in the order in which releases reach them.'),
    processes: schemas/* record */.g1P(nameSchema, processSchema).optional().describe('How a release runs.'),
    roles: rolesSchema.optional().describe('Who may do what.'),
    performer: performerSchema
        .optional()
        .describe('Which front carries out effects: the GitHub App or the Action. Left out: the one that was first.'),
    commands: commandsSchema.optional().describe('How commands in comments are listened to.'),
    defaults: defaultsSchema.optional().describe('Values for what environments and tasks leave out.'),
});

;// CONCATENATED MODULE: ./lib/config/default-process.js

const DEFAULT_PROCESS = 'default';
const BUILD = 'build';
/**
 * The process of a config that writes none: a task `build` first if there is a `build.yml` that takes our input, then
 * one phase per environment in file order, each deployed by `deploy.yml`.
 */
function defaultProcess(sheet, around) {
    const { environments, workflows } = around;
    const build = workflows.fileOf(BUILD);
    const deploy = workflows.fileOf('deploy');
    const builds = workflows.optsIn(build);
    if (builds) {
        workflows.use(build, (message) => {
            complain(sheet, [], message);
        });
    }
    workflows.use(deploy, (message) => {
        complain(sheet, ['environments'], `${message}; it deploys each environment where no processes are written`, 'key');
    });
    const phases = Object.values(environments.policies).map((each) => deployPhase(each, deploy));
    const first = builds ? [buildPhase(build, around.deadline)] : [];
    if (builds)
        complainOfNamesakes(sheet, ['environments'], environments.names);
    return { [DEFAULT_PROCESS]: { name: DEFAULT_PROCESS, phases: [...first, ...phases] } };
}
function buildPhase(workflow, deadline) {
    return {
        name: BUILD,
        gates: {},
        activities: [{ kind: 'task', name: BUILD, workflow, inputs: {}, deadline }],
    };
}
function deployPhase({ name }, up) {
    const to = { kind: 'name', names: [name] };
    return { name, gates: {}, activities: [{ kind: 'deploy', to, up, inputs: {} }] };
}
function complainOfNamesakes(sheet, path, names) {
    const namesake = names.find((name) => name.toLowerCase() === BUILD);
    if (namesake === undefined)
        return;
    complain(sheet, [...path, namesake], 'build.yml makes a phase of this name; name the environment differently or write processes', 'key');
}

;// CONCATENATED MODULE: ./lib/config/digest.js
const SEEDS = [0x811c9dc5, 0x9747b28c];
const PRIME = 0x01000193;
/**
 * @returns 16 hexadecimal digits that are equal for equal values, and by chance hardly ever for others. It only tells
 *   whether something changed and guards nothing, so that a short one (FNV-1a, twice) will do.
 */
function digestOf(value) {
    const text = JSON.stringify(value);
    return SEEDS.map((seed) => hash(text, seed).toString(16).padStart(8, '0')).join('');
}
function hash(text, seed) {
    let state = seed;
    for (let at = 0; at < text.length; at += 1)
        state = Math.imul(state ^ text.charCodeAt(at), PRIME);
    return state >>> 0;
}

// EXTERNAL MODULE: ./lib/domain/create-release.js
var create_release = __webpack_require__(4818);
;// CONCATENATED MODULE: ./lib/config/activities.js



/** @returns the activity; undefined when it is neither one task nor one deploy, which has then been said. */
function readActivity(sheet, path, written, deadline) {
    const { task, deploy } = written;
    if (task !== undefined && deploy !== undefined) {
        complain(sheet, [...path, 'deploy'], 'is a second activity beside the task; put both into "activities"', 'key');
        return undefined;
    }
    if (deploy !== undefined)
        return readDeploy(sheet, path, written, deploy);
    if (task === undefined) {
        complain(sheet, path, 'needs "task: <name>" or "deploy: { to: …, up: … }"');
        return undefined;
    }
    if (written.workflow === undefined) {
        complain(sheet, [...path, 'task'], 'a task needs "workflow: <file>" beside it');
        return undefined;
    }
    return {
        kind: 'task',
        name: task,
        workflow: written.workflow,
        inputs: written.inputs ?? {},
        deadline: secondsOf(written.deadline, deadline),
    };
}
function readDeploy(sheet, path, around, written) {
    if (around.workflow !== undefined) {
        complain(sheet, [...path, 'workflow'], 'a deploy names its workflow inside, as "up"', 'key');
    }
    if (around.inputs !== undefined) {
        complain(sheet, [...path, 'inputs'], 'the inputs of a deploy stand inside "deploy"', 'key');
    }
    if (around.deadline !== undefined) {
        complain(sheet, [...path, 'deadline'], 'the deadline of a deploy stands at its environment', 'key');
    }
    return {
        kind: 'deploy',
        ...(written.name === undefined ? {} : { name: written.name }),
        to: selectorOf(written.to),
        up: written.up,
        ...(written.down === undefined ? {} : { down: written.down }),
        inputs: written.inputs ?? {},
    };
}
function selectorOf(written) {
    if (typeof written === 'string')
        return { kind: 'name', names: [written] };
    if (Array.isArray(written))
        return { kind: 'name', names: written };
    return { kind: 'attributes', attributes: textAttributes(written) };
}

;// CONCATENATED MODULE: ./lib/config/process-rules.js



/** A deploy counts once for each of its environments. All of them stand in the record of each release. */
const MAX_ACTIVITIES = 500;
/**
 * Holds a process against the rules that need all of it: names are unique, a phase's name leads to one place, and
 * expressions refer to what is there in time.
 */
function checkProcess(sheet, process, environments) {
    complainOfPhaseNames(sheet, process, environments);
    complainOfActivityNames(sheet, process.activities);
    const count = process.activities.reduce((sum, activity) => sum + activity.names.length, 0);
    if (count > MAX_ACTIVITIES) {
        complain(sheet, process.path, `has more than ${MAX_ACTIVITIES} activities`, 'key');
    }
    const broken = Object.keys(environments.policies).length < environments.names.length;
    // References to what could not be read would be called unknown.
    if (!process.whole || broken || count > MAX_ACTIVITIES)
        return;
    const tasks = named(process.activities, 'task');
    const deploys = named(process.activities, 'deploy');
    for (const { policy, path, phase, names } of process.activities) {
        const inputs = policy.kind === 'task' ? [...path, 'inputs'] : [...path, 'deploy', 'inputs'];
        checkInputs(sheet, inputs, policy.inputs, { own: names, kind: policy.kind, phase, tasks, deploys });
    }
}
/**
 * A command takes a phase's name for all environments of the phase. So a phase may be named like an environment only
 * if that environment is all it deploys to: `/rollback production` must not mean two things.
 */
function complainOfPhaseNames(sheet, process, environments) {
    const seen = new Set();
    for (const { policy, path, index } of process.phases) {
        const name = policy.name.toLowerCase();
        if (seen.has(name)) {
            complain(sheet, [...path, 'name'], `a phase ${(0,config_problems/* quoted */.T)(policy.name)} stands above already`);
        }
        seen.add(name);
        const namesake = environments.names.find((each) => each.toLowerCase() === name);
        if (namesake === undefined || environments.policies[namesake] === undefined)
            continue;
        const targets = deployTargets(process.activities, index, environments);
        if (targets.length === 1 && targets[0] === namesake)
            continue;
        complain(sheet, [...path, 'name'], `an environment is named ${(0,config_problems/* quoted */.T)(namesake)}, so this phase must deploy to just that one or be named differently`);
    }
}
function deployTargets(activities, phase, environments) {
    const targets = activities
        .filter((activity) => activity.phase === phase)
        .flatMap(({ policy, names }) => {
        if (policy.kind === 'task')
            return [];
        const prefix = policy.name === undefined ? 0 : policy.name.length + 1;
        return names.map((name) => name.slice(prefix));
    });
    return [...new Set(targets)].filter((name) => environments.names.includes(name));
}
function complainOfActivityNames(sheet, activities) {
    const seen = new Map();
    for (const activity of activities) {
        for (const name of activity.names) {
            const before = seen.get(name.toLowerCase());
            if (before !== undefined)
                complain(sheet, namePath(activity), clashOf(name, before, activity));
            seen.set(name.toLowerCase(), activity);
        }
    }
}
function clashOf(name, before, activity) {
    const both = before.policy.kind === 'deploy' && activity.policy.kind === 'deploy';
    const help = both
        ? 'give this deploy a name of its own'
        : 'names of tasks and deploys are unique in a process';
    return `there is already an activity ${(0,config_problems/* quoted */.T)(name)}: ${help}`;
}
function namePath({ policy, path }) {
    return policy.kind === 'task' ? [...path, 'task'] : [...path, 'deploy'];
}
function named(activities, kind) {
    return activities
        .filter((activity) => activity.policy.kind === kind)
        .flatMap(({ names, phase }) => names.map((name) => ({ name, phase })));
}

;// CONCATENATED MODULE: ./lib/config/processes.js










/** Reads `processes:`; a process with a mistake is left out. */
function readProcesses(sheet, written, around) {
    return readEntries(sheet, ['processes'], written, (name, value, path) => {
        const outline = checkShape(sheet, path, processOutline, value);
        if (outline === undefined)
            return undefined;
        const phases = [];
        const activities = [];
        for (const [index, each] of outline.phases.entries()) {
            const at = [...path, 'phases', index];
            const phase = checkShape(sheet, at, phaseSchema, each);
            if (phase === undefined)
                continue;
            const placed = readPhaseActivities(sheet, at, phase, { ...around, phase: index });
            activities.push(...placed);
            phases.push({ policy: phasePolicy(sheet, at, phase, placed), path: at, index });
        }
        const whole = phases.length === outline.phases.length;
        checkProcess(sheet, { path, phases, activities, whole }, around.environments);
        return { name, phases: phases.map((phase) => phase.policy) };
    });
}
/** A process down to its phases, so that one broken phase does not hide the mistakes in the others. */
const processOutline = schemas/* strictObject */.rej({ phases: schemas/* array */.YOg(schemas/* unknown */.L5J()).min(1).max(MAX_PHASES) });
function readPhaseActivities(sheet, path, written, around) {
    const listed = (written.activities ?? []).map((each, index) => ({
        written: each,
        path: [...path, 'activities', index],
    }));
    const shorthand = written.task !== undefined || written.deploy !== undefined || listed.length === 0;
    if (shorthand && listed.length > 0) {
        const key = written.task === undefined ? 'deploy' : 'task';
        complain(sheet, [...path, key], 'stands beside "activities"; put it into that list', 'key');
    }
    const all = shorthand ? [{ written, path }, ...listed] : listed;
    return all.flatMap((each) => {
        const policy = readActivity(sheet, each.path, each.written, around.deadline);
        if (policy === undefined)
            return [];
        return [placeActivity(sheet, each.path, policy, around)];
    });
}
function placeActivity(sheet, path, policy, around) {
    const { workflows, phase } = around;
    if (policy.kind === 'task') {
        workflows.use(policy.workflow, (message) => {
            complain(sheet, [...path, 'workflow'], message);
        });
        return { policy, path, phase, names: [policy.name] };
    }
    workflows.use(policy.up, (message) => {
        complain(sheet, [...path, 'deploy', 'up'], message);
    });
    if (policy.down !== undefined) {
        workflows.use(policy.down, (message) => {
            complain(sheet, [...path, 'deploy', 'down'], message);
        });
    }
    complainOfSelection(sheet, [...path, 'deploy', 'to'], policy, around.environments);
    const environments = (0,create_release/* selectEnvironments */.fE)(around.environments.policies, policy.to);
    const prefix = policy.name === undefined ? '' : `${policy.name}-`;
    return { policy, path, phase, names: environments.map((each) => `${prefix}${each.name}`) };
}
function complainOfSelection(sheet, path, { to }, environments) {
    if (to.kind === 'name') {
        for (const [index, name] of to.names.entries()) {
            const at = to.names.length > 1 ? [...path, index] : path;
            if (to.names.indexOf(name) !== index)
                complain(sheet, at, `names ${(0,config_problems/* quoted */.T)(name)} twice`);
            if (environments.names.includes(name))
                continue;
            const near = sheet.isFull() ? null : (0,closest/* closest */.k)(name, environments.names);
            const help = near === null ? '' : `; did you mean ${(0,config_problems/* quoted */.T)(near)}?`;
            complain(sheet, at, `there is no environment ${(0,config_problems/* quoted */.T)(name)}${help}`);
        }
        return;
    }
    const whole = Object.keys(environments.policies).length === environments.names.length;
    if (whole && (0,create_release/* selectEnvironments */.fE)(environments.policies, to).length === 0) {
        complain(sheet, path, 'no environment has these attributes');
    }
}
function phasePolicy(sheet, path, written, activities) {
    const checks = readChecks(sheet, [...path, 'gates', 'checks'], written.gates?.checks);
    return {
        name: written.name,
        gates: checks === undefined ? {} : { checks },
        activities: activities.map((activity) => activity.policy),
    };
}

// EXTERNAL MODULE: ./lib/config/read-sheet.js
var read_sheet = __webpack_require__(5402);
// EXTERNAL MODULE: ./lib/config/workflows.js + 3 modules
var config_workflows = __webpack_require__(5723);
;// CONCATENATED MODULE: ./lib/config/read-policy.js

















/**
 * Reads policy from the default branch. Never throws, whatever the files hold.
 *
 * @returns `ok` with the policy; `absent` when there is neither a config nor a `deploy.yml` that takes our input;
 *   `invalid` with everything that is wrong, each with its file, line and column.
 */
function readPolicy(source) {
    const problems = new config_problems.Problems();
    const workflows = new config_workflows.WorkflowBook(source.workflows, problems);
    const { sha } = source;
    if (source.config === null && !isMeant(workflows))
        return { status: 'absent', sha };
    const sheet = sheetOf(source, workflows, problems);
    const policy = sheet === null ? null : new Reading(sheet, workflows, source).policy();
    if (policy === null || !problems.none)
        return { status: 'invalid', sha, errors: problems.list() };
    return { status: 'ok', policy };
}
/** Without a config, a `deploy.yml` with our input is the opt-in; also one that is broken, but speaks of us. */
function isMeant(workflows) {
    const deploy = workflows.fileOf('deploy');
    return workflows.optsIn(deploy) || workflows.isBrokenAttempt(deploy);
}
function sheetOf(source, workflows, problems) {
    if (source.config !== null) {
        return (0,read_sheet/* readSheet */.E)({ file: source.config.path, text: source.config.text, exactNumbers: true }, problems);
    }
    // What is wrong without a config is wrong with the workflow that stands for it.
    return new config_sheet/* Sheet */.cj(`.github/workflows/${workflows.fileOf('deploy')}`, { signalbox: 1 }, new Map(), problems);
}
/** One reading of one config. */
class Reading {
    #sheet;
    #workflows;
    #source;
    #sections = {};
    constructor(sheet, workflows, source) {
        this.#sheet = sheet;
        this.#workflows = workflows;
        this.#source = source;
    }
    /** @returns null when nothing could be read at all; otherwise what could be, and it holds if there are no problems. */
    policy() {
        if (!this.#open())
            return null;
        const roles = readRoles(this.#sheet, ['roles'], this.#section('roles', rolesSchema), domain_role/* DEFAULT_GRANTS */.eU);
        const defaults = this.#defaults(roles);
        const environments = this.#environments(defaults);
        const { processes, names } = this.#processes(environments, defaults);
        const said = {
            defaultBranch: this.#source.defaultBranch,
            namesApps: this.#isWritten('apps'),
            apps: this.#apps(names),
            environments: environments.policies,
            processes,
            roles,
            shortCommands: this.#section('commands', commandsSchema)?.short ?? true,
            performer: this.#section('performer', performerSchema) ?? null,
        };
        return { sha: this.#source.sha, written: this.#written(), digest: digestOf(said), ...said };
    }
    #written() {
        if (this.#source.config === null)
            return 'nowhere';
        return Object.keys(this.#sections).every((name) => name === 'signalbox') ? 'bare' : 'file';
    }
    /** Looks at the outermost map only: whether it is one, of our version, and has no unknown keys. */
    #open() {
        const { value } = this.#sheet;
        if (value === null) {
            this.#sheet.problem([], 'the file is empty; it must at least say "signalbox: 1"');
            return false;
        }
        const isMap = checkShape(this.#sheet, [], schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()), value);
        if (isMap === undefined)
            return false;
        const version = isMap['signalbox'];
        if (version !== 1) {
            const message = version === undefined ? 'is missing' : 'is not known to this version of Signalbox';
            complain(this.#sheet, ['signalbox'], `${message}; write "signalbox: 1"`);
            // A later grammar would only be misread.
            if (version !== undefined)
                return false;
        }
        checkShape(this.#sheet, [], outline, { ...isMap, signalbox: 1 });
        this.#sections = isMap;
        return true;
    }
    #section(name, schema) {
        const value = this.#sections[name];
        return value === undefined ? undefined : checkShape(this.#sheet, [name], schema, value);
    }
    /** @returns undefined when the section is not written, or not a map. */
    #map(name) {
        const value = this.#sections[name];
        return value === null ? {} : this.#section(name, schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()));
    }
    #defaults(roles) {
        const written = this.#section('defaults', defaultsSchema);
        return {
            deadline: secondsOf(written?.deadline, instant/* HOUR */.dp),
            checksDeadline: secondsOf(written?.['checks-deadline'], instant/* DAY */.d_),
            roles,
        };
    }
    #environments(defaults) {
        const written = this.#map('environments');
        if (written !== undefined)
            return readEnvironments(this.#sheet, written, defaults);
        const assumed = this.#isWritten('environments') || this.#isWritten('processes') ? {} : { production: {} };
        return readEnvironments(this.#sheet, assumed, defaults);
    }
    #processes(environments, { deadline }) {
        const around = { environments, workflows: this.#workflows, deadline };
        if (!this.#isWritten('processes')) {
            this.#complainIfEmpty('environments', 'environment');
            return { processes: defaultProcess(this.#sheet, around), names: [DEFAULT_PROCESS] };
        }
        this.#complainIfEmpty('processes', 'process');
        const written = this.#map('processes') ?? {};
        return {
            processes: readProcesses(this.#sheet, written, around),
            names: Object.keys(written).slice(0, MAX_ENTRIES),
        };
    }
    #apps(processes) {
        const around = { ...this.#source, processes };
        if (!this.#isWritten('apps'))
            return onlyApp(this.#sheet, around);
        this.#complainIfEmpty('apps', 'app');
        return readApps(this.#sheet, this.#map('apps') ?? {}, around);
    }
    #isWritten(name) {
        return this.#sections[name] !== undefined;
    }
    #complainIfEmpty(name, word) {
        const written = this.#map(name);
        if (written === undefined || Object.keys(written).length > 0)
            return;
        complain(this.#sheet, [name], `must name at least one ${word}`, 'key');
    }
}
/** The top level alone: the sections are read one by one, so that a mistake in one does not hide those in others. */
const outline = schemas/* strictObject */.rej(Object.fromEntries(Object.keys(configSchema.shape).map((key) => [key, schemas/* unknown */.L5J().optional()])));


/***/ }),

/***/ 5402:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ readSheet)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8815);
/* harmony import */ var _problems_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(784);
/* harmony import */ var _sheet_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(793);



const MAX_BYTES = 200 * 1024;
/** After aliases are replaced by what they stand for. */
const MAX_VALUES = 20_000;
const MAX_DEPTH = 60;
/** Each is looked up by walking the file. */
const MAX_ALIASES = 100;
/**
 * Reads a YAML text, whoever wrote it: bounded in size, depth and aliases, duplicate keys and foreign tags refused.
 *
 * @returns null when it cannot be read at all; the reasons are then among the problems.
 */
function readSheet(source, problems) {
    if (!isReadableText(source, problems))
        return null;
    const lines = new Lines(source.text);
    const document = parse(source, lines, problems);
    if (document === null)
        return null;
    const walk = new Walk(source, document, lines);
    const value = walk.valueOf(document.contents, [], _problems_js__WEBPACK_IMPORTED_MODULE_1__/* .START */ .d, 0);
    for (const [position, message] of walk.complaints)
        problems.add(source.file, position, message);
    return walk.isTooMuch ? null : new _sheet_js__WEBPACK_IMPORTED_MODULE_2__/* .Sheet */ .cj(source.file, value, walk.places, problems);
}
function isReadableText({ file, text }, problems) {
    if (Buffer.byteLength(text) > MAX_BYTES) {
        problems.add(file, _problems_js__WEBPACK_IMPORTED_MODULE_1__/* .START */ .d, `the file has more than ${MAX_BYTES / 1024} KB`);
        return false;
    }
    const foreign = text.search(/[\uFFFD\0]/);
    if (foreign < 0)
        return true;
    const before = text.slice(0, foreign).split('\n');
    const position = { line: before.length, column: (before.at(-1) ?? '').length + 1 };
    problems.add(file, position, 'the file is not text in UTF-8');
    return false;
}
function parse(source, lines, problems) {
    let document;
    try {
        document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(source.text, {
            // Compared pair by pair, which takes minutes for a file of a hundred thousand keys; `Walk` looks at keys itself.
            uniqueKeys: false,
            prettyErrors: false,
            resolveKnownTags: false,
            // "silent" would also keep quiet about a second document.
            logLevel: 'error',
        });
    }
    catch (error) {
        if (!(error instanceof RangeError))
            throw error;
        problems.add(source.file, _problems_js__WEBPACK_IMPORTED_MODULE_1__/* .START */ .d, 'the file is nested too deeply');
        return null;
    }
    // A warning is a tag or directive that YAML does not know, so a value would not be what its writer thinks.
    const complaints = source.exactNumbers ? [...document.errors, ...document.warnings] : document.errors;
    for (const complaint of complaints) {
        problems.add(source.file, lines.positionAt(complaint.pos[0]), shortened(complaint.message));
    }
    return complaints.length > 0 ? null : document;
}
/** What is out of place is repeated in the complaint, and may be the rest of the file. */
function shortened(message) {
    return message.length > 300 ? `${message.slice(0, 300)}…` : message;
}
/** Own count of lines: the library's misses some where a file is broken, which is where it matters. */
class Lines {
    #starts = [0];
    #length;
    constructor(text) {
        this.#length = text.length;
        for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1))
            this.#starts.push(at + 1);
    }
    positionAt(offset) {
        const within = Math.min(offset, this.#length);
        let low = 0;
        let high = this.#starts.length;
        while (high - low > 1) {
            const middle = Math.floor((low + high) / 2);
            if ((this.#starts[middle] ?? 0) <= within)
                low = middle;
            else
                high = middle;
        }
        return { line: low + 1, column: within - (this.#starts[low] ?? 0) + 1 };
    }
}
/** Turns nodes into plain values and remembers where each of them stands. */
class Walk {
    places = new Map();
    complaints = [];
    /** A limit was passed, so what was read is only a part. */
    isTooMuch = false;
    #exactNumbers;
    #document;
    #lines;
    /** Anchored nodes around the one at hand: an alias to one of them has no end. */
    #around = new Set();
    #values = 0;
    #aliases = 0;
    constructor(source, document, lines) {
        this.#exactNumbers = source.exactNumbers;
        this.#document = document;
        this.#lines = lines;
    }
    valueOf(node, path, key, depth) {
        const value = this.#positionOf(node, key);
        this.places.set((0,_sheet_js__WEBPACK_IMPORTED_MODULE_2__/* .placeKey */ .r4)(path), { value, key });
        this.#values += 1;
        if (this.#values > MAX_VALUES)
            return this.#stop(value, `the file has more than ${MAX_VALUES} values`);
        if (depth > MAX_DEPTH)
            return this.#stop(value, `the file nests deeper than ${MAX_DEPTH} levels`);
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node))
            return this.#scalar(node, value);
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(node))
            return this.#alias(node, path, value, depth);
        if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node) && !(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(node))
            return null;
        this.#around.add(node);
        const made = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node) ? this.#map(node, path, depth) : this.#list(node.items, path, depth);
        this.#around.delete(node);
        return made;
    }
    #map(node, path, depth) {
        const entries = new Map();
        for (const pair of node.items) {
            const position = this.#positionOf(pair.key, _problems_js__WEBPACK_IMPORTED_MODULE_1__/* .START */ .d);
            const name = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(pair.key) ? keyText(pair.key) : null;
            if (name === null)
                this.#give(position, 'a key must be plain text');
            else if (entries.has(name))
                this.#give(position, `the key ${(0,_problems_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .T)(name)} stands here twice`);
            else
                entries.set(name, this.valueOf(pair.value, [...path, name], position, depth + 1));
            if (this.isTooMuch)
                break;
        }
        return Object.fromEntries(entries);
    }
    #list(items, path, depth) {
        const made = [];
        for (const [index, item] of items.entries()) {
            made.push(this.valueOf(item, [...path, index], this.#positionOf(item, _problems_js__WEBPACK_IMPORTED_MODULE_1__/* .START */ .d), depth + 1));
            if (this.isTooMuch)
                break;
        }
        return made;
    }
    #alias(node, path, at, depth) {
        this.#aliases += 1;
        if (this.#aliases > MAX_ALIASES)
            return this.#stop(at, `the file has more than ${MAX_ALIASES} aliases`);
        const target = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(node) ? node.resolve(this.#document) : undefined;
        if (target === undefined)
            return this.#give(at, 'this alias has no anchor');
        if (this.#around.has(target))
            return this.#give(at, 'this alias stands within what it stands for');
        return this.valueOf(target, path, at, depth);
    }
    #scalar(node, at) {
        const { value } = node;
        if (value === null || typeof value === 'string' || typeof value === 'boolean')
            return value;
        if (typeof value !== 'number')
            return this.#give(at, 'this kind of value is not supported');
        const inexact = !Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value));
        const changed = inexact || /^[-+]?0\d/.test(node.source ?? '');
        if (this.#exactNumbers && changed) {
            this.#give(at, 'this number would be changed by YAML: put it in quotes');
        }
        return Number.isFinite(value) ? value : null;
    }
    #positionOf(node, otherwise) {
        const range = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node) || (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(node) || (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node) || (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(node) ? node.range : null;
        return range ? this.#lines.positionAt(range[0]) : otherwise;
    }
    #stop(at, message) {
        if (!this.isTooMuch)
            this.#give(at, message);
        this.isTooMuch = true;
        return null;
    }
    #give(at, message) {
        this.complaints.push([at, message]);
        return null;
    }
}
/** The text as it was written: `1: x` has the key "1", `yes: x` the key "yes". */
function keyText(key) {
    const text = key.source ?? (typeof key.value === 'string' ? key.value : null);
    return text === '__proto__' ? null : text;
}


/***/ }),

/***/ 793:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _R: () => (/* binding */ spellPath),
/* harmony export */   cj: () => (/* binding */ Sheet),
/* harmony export */   r4: () => (/* binding */ placeKey)
/* harmony export */ });
/* harmony import */ var _problems_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(784);

/** A YAML file that could be read: its value, and where every part of it stands. */
class Sheet {
    file;
    value;
    #places;
    #problems;
    constructor(file, value, places, problems) {
        this.file = file;
        this.value = value;
        this.#places = places;
        this.#problems = problems;
    }
    /** Notes a problem at a value, or at the key before it; where nothing stands there, at what is around it. */
    problem(path, message, at = 'value') {
        this.#problems.add(this.file, this.#positionOf(path, at), message);
    }
    /** Whether so much is wrong already that what comes now will not be shown. */
    isFull() {
        return this.#problems.isFull();
    }
    #positionOf(path, at) {
        for (let length = path.length; length >= 0; length -= 1) {
            const place = this.#places.get(placeKey(path.slice(0, length)));
            if (place !== undefined)
                return length === path.length ? place[at] : place.value;
        }
        return _problems_js__WEBPACK_IMPORTED_MODULE_0__/* .START */ .d;
    }
}
/** @returns the key of a path in a map of places. */
function placeKey(path) {
    return JSON.stringify(path);
}
/** @returns how people name a path: `processes.standard.phases[2].gates`. */
function spellPath(path) {
    if (path.length === 0)
        return 'the file';
    return path
        .map((step, index) => {
        if (typeof step === 'number')
            return `[${step}]`;
        const name = /^[\w-]{1,60}$/.test(step) ? step : JSON.stringify(step.slice(0, 60));
        return index === 0 ? name : `.${name}`;
    })
        .join('');
}


/***/ }),

/***/ 5723:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  WorkflowBook: () => (/* binding */ WorkflowBook)
});

// EXTERNAL MODULE: ./lib/config/called-workflows.js
var called_workflows = __webpack_require__(6898);
// EXTERNAL MODULE: ./lib/config/problems.js
var config_problems = __webpack_require__(784);
// EXTERNAL MODULE: ./lib/config/read-sheet.js
var read_sheet = __webpack_require__(5402);
// EXTERNAL MODULE: ./lib/config/closest.js
var closest = __webpack_require__(4377);
// EXTERNAL MODULE: ./lib/expressions/template.js
var expressions_template = __webpack_require__(7849);
;// CONCATENATED MODULE: ./lib/config/our-steps.js

/** By its repository's name, or by a folder of that name, where somebody keeps a copy. */
const OUR_ACTION = /\/signalbox(?:\/[^@]*)?@.+$|^[.$]+\/(?:.*\/)?signalbox\/?$/i;
const LOCAL_ACTION = /^(?:\.\.?|\$)\//;
/**
 * Finds our steps in a workflow and in those of the repository that its jobs call. Calls are followed one level deep;
 * GitHub allows ten, and two files may call each other by mistake.
 */
function findOurSteps(workflow, local) {
    const jobs = (0,called_workflows/* objectOf */.Xy)(workflow['jobs']);
    return joined(Object.keys(jobs).map((id) => ofJob(jobs, id, local)));
}
function joined(parts) {
    return {
        steps: parts.flatMap((part) => part.steps),
        isPartlyHidden: parts.some((part) => part.isPartlyHidden),
    };
}
function ofJob(jobs, id, local) {
    const job = (0,called_workflows/* objectOf */.Xy)(jobs[id]);
    const around = {
        jobs: [id],
        after: [before(jobs, id)],
        isMany: (0,called_workflows/* objectOf */.Xy)(job['strategy'])['matrix'] !== undefined,
    };
    if (typeof job['uses'] === 'string')
        return called(job, around, local);
    const written = job['steps'] ?? [];
    const steps = isList(written) ? written.map(called_workflows/* objectOf */.Xy) : [];
    return {
        steps: steps.flatMap((step, index) => isOurs(step) ? [{ ...around, path: ['jobs', id, 'steps', index], called: null, step, job }] : []),
        isPartlyHidden: steps.some(isHidden),
    };
}
/** A workflow of another repository cannot be looked into here; if it lacks the step, its runs are never admitted. */
function called(job, around, local) {
    const file = (0,called_workflows/* localWorkflow */.JY)(job);
    if (file === null)
        return { steps: [], isPartlyHidden: true };
    const { steps, isPartlyHidden } = findOurSteps((0,called_workflows/* objectOf */.Xy)(local(file)?.value), () => null);
    return {
        steps: steps.map((inner) => ({
            ...inner,
            path: ['jobs', ...around.jobs, 'uses'],
            called: file,
            jobs: [...around.jobs, ...inner.jobs],
            after: [...around.after, ...inner.after],
            isMany: around.isMany || inner.isMany,
        })),
        isPartlyHidden,
    };
}
/** @returns the jobs that a job waits for, directly or through others. */
function before(jobs, id) {
    const found = new Set();
    const open = [id];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
        const needs = (0,called_workflows/* objectOf */.Xy)(jobs[next])['needs'] ?? [];
        for (const need of isList(needs) ? needs : [needs]) {
            if (typeof need !== 'string' || found.has(need))
                continue;
            found.add(need);
            open.push(need);
        }
    }
    return found;
}
function isOurs({ uses }) {
    return typeof uses === 'string' && uses.length <= called_workflows/* LONGEST_USES */.K5 && OUR_ACTION.test(uses);
}
function isHidden(step) {
    const { uses } = step;
    return typeof uses === 'string' && LOCAL_ACTION.test(uses) && !isOurs(step);
}
function isList(value) {
    return Array.isArray(value);
}

;// CONCATENATED MODULE: ./lib/config/step-rules.js

const STEP = '- uses: OWNER/signalbox@v1';
const LAST = '{ command: report, job-status: "${{ needs.<job>.result }}" }';
const MESSAGE = {
    noStep: `no job has the step that claims the attempt; add: ${STEP}`,
    noClaim: `no step claims the attempt, so that work would begin without admission; add before the work: ${STEP}`,
    goesOn: 'work would begin although it was not admitted; take continue-on-error away, so that a refused claim stops the job',
    jobGoesOn: 'the jobs behind this one would begin although it was not admitted; take continue-on-error away, so that a refused claim stops them',
    skipped: 'where this step is skipped, work begins without admission; take the condition away, or put it on the whole job',
    hiddenInput: 'must be written out: which step claims and which one reports has to be known before the run',
    eachReports: `several jobs would each report, and the first one would end the attempt while others are at work; write here with: { report: false }, and let one last job report, with: ${LAST}`,
    nobodyReports: `no job would report; let one last job do it, with: ${LAST}`,
    reportsTwice: 'another step reports already, and the first one ends the attempt; let only one last job report',
    reportOfMany: `each job of the matrix would report, and the first one would end the attempt while others are at work; let one job without a matrix report, with: ${LAST}`,
    noStatus: 'the job that reports is not the one that works, so that its own status says nothing; add job-status: ${{ needs.<job>.result }}',
};
/**
 * Notes every form in which work could begin without admission or go on after its attempt has ended (invariant 4). One
 * job claims and reports; where several jobs claim, or a matrix makes several of one, none of them reports, and one job
 * that needs them all does.
 */
function checkSteps(sheet, { steps, isPartlyHidden }) {
    const [any] = steps;
    if (any === undefined) {
        if (!isPartlyHidden)
            sheet.problem(['jobs'], MESSAGE.noStep, 'key');
        return;
    }
    const notes = new Notes(sheet);
    for (const step of steps)
        checkWritten(notes, step);
    const claims = steps.filter((step) => commandOf(step) === 'auto');
    const reports = steps.filter((step) => commandOf(step) === 'report');
    for (const claim of claims)
        checkClaim(notes, claim);
    for (const report of reports)
        checkReport(notes, report, claims);
    checkNumbers(notes, { any, claims, reports, isPartlyHidden });
}
/** Writes a problem where the step stands, or where it is called. */
class Notes {
    #sheet;
    constructor(sheet) {
        this.#sheet = sheet;
    }
    add(step, within, message) {
        if (step.called !== null) {
            const where = `in ${step.called}, job ${step.jobs.at(-1) ?? ''}: `;
            return this.#sheet.problem(step.path, `${where}${message}`);
        }
        this.#sheet.problem([...step.path, ...within], message, within.length > 0 ? 'key' : 'value');
    }
    /** At a key of the job that the step is in. */
    addToJob(step, key, message) {
        if (step.called !== null)
            return this.add(step, [], message);
        this.#sheet.problem([...step.path.slice(0, -2), key], message, 'key');
    }
}
/** GitHub compares the names of inputs without case, and hands each over as text. */
function inputOf({ step }, name) {
    const entries = Object.entries((0,called_workflows/* objectOf */.Xy)(step['with']));
    const value = entries.find(([key]) => key.toLowerCase() === name)?.[1] ?? '';
    return typeof value === 'object' ? '' : String(value);
}
function commandOf(step) {
    return inputOf(step, 'command') || 'auto';
}
function isSilent(step) {
    return inputOf(step, 'report') === 'false';
}
function checkWritten(notes, step) {
    for (const name of ['command', 'report']) {
        if (inputOf(step, name).includes('${{')) {
            notes.add(step, ['with', name], `${name} ${MESSAGE.hiddenInput}`);
        }
    }
}
function checkClaim(notes, claim) {
    if (isSet(claim.step['continue-on-error']))
        notes.add(claim, ['continue-on-error'], MESSAGE.goesOn);
    if (claim.step['if'] !== undefined)
        notes.add(claim, ['if'], MESSAGE.skipped);
    if (isSet(claim.job['continue-on-error']))
        notes.addToJob(claim, 'continue-on-error', MESSAGE.jobGoesOn);
}
function isSet(value) {
    return value !== undefined && value !== null && value !== false;
}
function checkReport(notes, report, claims) {
    if (report.isMany)
        notes.add(report, ['with'], MESSAGE.reportOfMany);
    const elsewhere = claims.filter((claim) => !isSameJob(claim, report));
    if (elsewhere.length > 0 && !inputOf(report, 'job-status').includes('needs')) {
        notes.add(report, ['with'], MESSAGE.noStatus);
    }
    const missed = [...new Set(elsewhere.flatMap((claim) => missing(claim, report)))];
    if (missed.length === 0)
        return;
    const message = `this job would report while others are at work; add needs: [${missed.join(', ')}]`;
    notes.addToJob(report, 'needs', message);
}
function isSameJob(one, other) {
    return one.jobs.join('\n') === other.jobs.join('\n');
}
/** @returns the job that a report does not wait for although it claims; it is one of the file in which both part. */
function missing(claim, report) {
    const depth = report.jobs.findIndex((job, index) => job !== claim.jobs[index]);
    const job = claim.jobs[depth];
    return job === undefined || report.after[depth]?.has(job) === true ? [] : [job];
}
function checkNumbers(notes, { any, claims, reports, isPartlyHidden }) {
    const [first, ...more] = reports;
    for (const report of more)
        notes.add(report, ['with', 'command'], MESSAGE.reportsTwice);
    const isAlone = claims.length === 1 && claims[0]?.isMany === false && first === undefined;
    const speaking = claims.filter((claim) => !isSilent(claim));
    if (!isAlone)
        for (const claim of speaking)
            notes.add(claim, ['with'], MESSAGE.eachReports);
    if (isPartlyHidden)
        return;
    const [claim] = claims;
    if (claim === undefined)
        return notes.add(any, ['with', 'command'], MESSAGE.noClaim);
    if (first === undefined && speaking.length === 0) {
        notes.add(claim, ['with', 'report'], MESSAGE.nobodyReports);
    }
}

;// CONCATENATED MODULE: ./lib/config/workflow-rules.js




/** What a workflow must have so that Signalbox can start it and knows its run again (design, section 6). */
const INPUT = 'on: { workflow_dispatch: { inputs: { signalbox: { type: string, required: true } } } }';
const RUN_NAME = 'run-name: ${{ fromJSON(inputs.signalbox).title }}';
/** Within one expression of the run name. */
const TITLE = /fromjson\(\s*(?:github\.event\.)?inputs\.signalbox\s*\)\s*(?:\.\s*title|\[\s*'title'\s*\])/i;
/** @returns whether a workflow that is called is handed our input on. */
function isHandedOurInput(sheet) {
    const call = objectOf(objectOf(objectOf(sheet.value)?.['on'])?.['workflow_call']);
    return Object.hasOwn(objectOf(call?.['inputs']) ?? {}, 'signalbox');
}
/** @returns whether the workflow declares the input `signalbox`. */
function takesOurInput(sheet) {
    return dispatchInputs(sheet.value) !== null;
}
/**
 * Notes what a workflow lacks: the input, the run name by which a run is found again, and our step, without which
 * nothing keeps a second run out of the environment (invariant 4).
 *
 * @param local reads another workflow of the repository, since the step may be in one that is called.
 */
function checkWorkflow(sheet, local) {
    const workflow = objectOf(sheet.value);
    if (workflow === null) {
        sheet.problem([], 'this is not a workflow');
        return;
    }
    checkInput(sheet, workflow);
    checkRunName(sheet, workflow);
    checkSteps(sheet, findOurSteps(workflow, local));
}
function checkInput(sheet, workflow) {
    const inputs = dispatchInputs(sheet.value);
    if (inputs === null) {
        const path = triggerPath(workflow);
        sheet.problem(path, `the workflow does not take the input "signalbox"; add: ${INPUT}`, 'key');
        return;
    }
    const path = ['on', 'workflow_dispatch', 'inputs'];
    for (const [name, written] of Object.entries(inputs)) {
        const input = objectOf(written) ?? {};
        if (name === 'signalbox')
            checkOwnInput(sheet, [...path, name], input);
        else if (input['required'] === true && input['default'] === undefined) {
            const message = `Signalbox sends only the input "signalbox", so ${(0,config_problems/* quoted */.T)(name)} must have a default or not be required`;
            sheet.problem([...path, name], message, 'key');
        }
    }
}
function checkOwnInput(sheet, path, input) {
    const type = input['type'] ?? 'string';
    if (type !== 'string') {
        sheet.problem([...path, 'type'], 'the input "signalbox" must be of type string: it holds JSON');
    }
}
function checkRunName(sheet, workflow) {
    const name = workflow['run-name'];
    if (typeof name === 'string' && showsTitle(name))
        return;
    const message = `without our title in its run name a run cannot be found again; write: ${RUN_NAME}`;
    sheet.problem(['run-name'], message, 'key');
}
function showsTitle(name) {
    const template = (0,expressions_template/* splitTemplate */.L)(name);
    if (template.kind === 'unclosed')
        return false;
    return template.parts.some((part) => part.kind === 'expression' && TITLE.test(part.source));
}
/** @returns the inputs of `workflow_dispatch` if `signalbox` is among them. */
function dispatchInputs(value) {
    const dispatch = objectOf(objectOf(objectOf(value)?.['on'] ?? null)?.['workflow_dispatch'] ?? null);
    const inputs = objectOf(dispatch?.['inputs'] ?? null);
    return inputs !== null && Object.hasOwn(inputs, 'signalbox') ? inputs : null;
}
function triggerPath(workflow) {
    const on = objectOf(workflow['on'] ?? null);
    return on !== null && Object.hasOwn(on, 'workflow_dispatch') ? ['on', 'workflow_dispatch'] : ['on'];
}
function objectOf(value) {
    return typeof value === 'object' && value !== null && !workflow_rules_isList(value) ? value : null;
}
function workflow_rules_isList(value) {
    return Array.isArray(value);
}

;// CONCATENATED MODULE: ./lib/config/workflows.js





const FOLDER = '.github/workflows/';
/** The default branch's workflows; each that a config uses is checked once. */
class WorkflowBook {
    #texts;
    #problems;
    #checked = new Set();
    #sheets = new Map();
    constructor(texts, problems) {
        this.#texts = texts;
        this.#problems = problems;
    }
    /** Checks a workflow that the config refers to. `complain` says at the reference that there is none. */
    use(file, complain) {
        if (!Object.hasOwn(this.#texts, file)) {
            const near = (0,closest/* closest */.k)(file, Object.keys(this.#texts));
            const help = near === null ? '' : `; did you mean ${(0,config_problems/* quoted */.T)(near)}?`;
            complain(`there is no workflow ${FOLDER}${file} on the default branch${help}`);
            return;
        }
        if (this.#checked.has(file))
            return;
        this.#checked.add(file);
        const { sheet, problems } = this.#read(file);
        if (sheet !== null)
            checkWorkflow(sheet, (local) => this.#sheetOf(local));
        this.#problems.addAll(problems.list());
    }
    /** @returns whether the workflow exists and declares the input `signalbox`: that is how it opts in. */
    optsIn(file) {
        const sheet = this.#sheetOf(file);
        return sheet !== null && takesOurInput(sheet);
    }
    /**
     * @param name a workflow, and `repository` whose workflows these are, both as in `workflowName`.
     * @returns whether only Signalbox may start it: it takes the input `signalbox`, or one that does calls it.
     */
    deploys(name, repository) {
        if (this.#takesInput(name))
            return true;
        const text = Object.hasOwn(this.#texts, name) ? this.#texts[name] : undefined;
        // Most cannot be called at all, and then the others need not be read.
        if (text !== undefined && !text.includes('workflow_call'))
            return false;
        const starting = Object.keys(this.#texts).filter((file) => this.#takesInput(file));
        return this.#reachedFrom(starting, repository).has(name);
    }
    /** @returns whether a workflow leads to one that only Signalbox may start, since it is one, or calls one. */
    leadsToDeploy(name, repository) {
        return [...this.#reachedFrom([name], repository)].some((each) => this.deploys(each, repository));
    }
    #takesInput(file) {
        const text = Object.hasOwn(this.#texts, file) ? (this.#texts[file] ?? '') : '';
        const sheet = text.includes('signalbox') ? this.#sheetOf(file) : null;
        return sheet !== null && (takesOurInput(sheet) || isHandedOurInput(sheet));
    }
    /** @returns workflows with all that they call, directly or through others. */
    #reachedFrom(names, repository) {
        const reached = new Set(names);
        // What is added on the way is come to as well.
        for (const name of reached) {
            const called = (0,called_workflows/* calledWorkflows */.UG)(this.#sheetOf(name)?.value ?? null, repository);
            for (const each of called)
                reached.add(each);
        }
        return reached;
    }
    /** @returns whether the workflow cannot be read, but speaks of us: it was meant to opt in. */
    isBrokenAttempt(file) {
        const text = Object.hasOwn(this.#texts, file) ? (this.#texts[file] ?? '') : '';
        return text.includes('signalbox') && this.#sheetOf(file) === null;
    }
    /** @returns the file of a workflow by its bare name: `deploy.yaml` only where there is no `deploy.yml`. */
    fileOf(name) {
        const long = `${name}.yaml`;
        return Object.hasOwn(this.#texts, long) && !Object.hasOwn(this.#texts, `${name}.yml`)
            ? long
            : `${name}.yml`;
    }
    #sheetOf(file) {
        return Object.hasOwn(this.#texts, file) ? this.#read(file).sheet : null;
    }
    #read(file) {
        const before = this.#sheets.get(file);
        if (before !== undefined)
            return before;
        const problems = new config_problems.Problems();
        const text = this.#texts[file] ?? '';
        const sheet = (0,read_sheet/* readSheet */.E)({ file: `${FOLDER}${file}`, text, exactNumbers: false }, problems);
        const made = { sheet, problems };
        this.#sheets.set(file, made);
        return made;
    }
}


/***/ }),

/***/ 4332:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  tE: () => (/* binding */ EXPRESSION_ROOTS),
  mm: () => (/* binding */ releaseOutputs),
  eL: () => (/* binding */ resolveInputs)
});

// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/index.js + 16 modules
var dist = __webpack_require__(4662);
// EXTERNAL MODULE: ./lib/expressions/data.js
var data = __webpack_require__(6003);
// EXTERNAL MODULE: ./lib/expressions/functions.js
var functions = __webpack_require__(3670);
// EXTERNAL MODULE: ./lib/expressions/refusal.js
var refusal = __webpack_require__(1495);
// EXTERNAL MODULE: ./lib/expressions/references.js
var references = __webpack_require__(5801);
;// CONCATENATED MODULE: ./lib/expressions/bounded-evaluator.js





/** Characters that one evaluation may look at or make; GitHub takes 65,535 as a dispatch's whole input. */
const BUDGET = 1_000_000;
/** The context, each root turned into GitHub's data when it is first asked for. */
class Roots {
    names;
    #values;
    #made = new Map();
    constructor(context) {
        this.names = Object.keys(context);
        this.#values = new Map(Object.entries(context).map(([name, value]) => [name.toLowerCase(), value]));
    }
    /** @returns null when there is no such root; names are compared without case, as on GitHub. */
    get(name) {
        const key = name.toLowerCase();
        const value = this.#values.get(key);
        if (value === undefined)
            return null;
        const made = this.#made.get(key) ?? (0,data/* toData */.OY)(value);
        this.#made.set(key, made);
        return made;
    }
}
/** What an evaluation may use: shared by all expressions of one value. */
class Allowance {
    #left = BUDGET;
    spend = (characters) => {
        this.#left -= characters;
        if (this.#left < 0)
            throw new refusal/* ExpressionRefused */.jN('it makes too much text');
    };
}
/**
 * GitHub's evaluator with a budget, and with a memory for references that lead nowhere. A reference to nothing is an
 * `AbsentNull`, so that the null of a fallback (`x || null`) is told apart from the null of something not there yet.
 */
class BoundedEvaluator extends dist/* Evaluator */.oi {
    /** References that led nowhere, longest form only: `tasks.image.outputs.tag`, not `tasks.image` too. */
    absent = [];
    #roots;
    #spend;
    constructor(tree, roots, allowance) {
        super(tree, new dist/* data.Dictionary */.p.bT(), (0,functions/* boundedFunctions */.LW)(allowance.spend));
        this.#roots = roots;
        this.#spend = allowance.spend;
    }
    eval(node) {
        const result = super.eval(node);
        this.#spend(result instanceof dist/* data.StringData */.p.uQ ? result.value.length + 1 : 1);
        return result;
    }
    visitContextAccess(access) {
        return this.#roots.get(access.name.lexeme) ?? this.#nowhere(access);
    }
    visitIndexAccess(access) {
        const result = super.visitIndexAccess(access);
        const leadsNowhere = result instanceof dist/* data.Null */.p.Uv && !(result instanceof data/* GivenNull */.L4);
        return leadsNowhere ? this.#nowhere(access) : result;
    }
    #nowhere(access) {
        const reference = (0,references/* spellReference */._L)(access);
        const last = this.absent.at(-1);
        if (last !== undefined && isStartOf(last, reference))
            this.absent.pop();
        if (!this.absent.includes(reference))
            this.absent.push(reference);
        return new data/* AbsentNull */.Vi();
    }
}
function isStartOf(start, reference) {
    return reference.startsWith(`${start}.`) || reference.startsWith(`${start}[`);
}

// EXTERNAL MODULE: ./lib/expressions/syntax.js
var expressions_syntax = __webpack_require__(2908);
// EXTERNAL MODULE: ./lib/expressions/template.js
var expressions_template = __webpack_require__(7849);
;// CONCATENATED MODULE: ./lib/expressions/evaluate.js






/** Lists and objects of a value nest no deeper than this. */
const MAX_DEPTH = 50;
/**
 * Evaluates a value: a literal, a text with `${{ }}`, or lists and objects of them. Without clock, randomness or I/O,
 * and bounded in time and size whatever the text says.
 *
 * A text that is exactly one expression keeps the expression's type; otherwise its expressions become text as on
 * GitHub (null is empty, a list is "Array", an object "Object"). The value is `missing` as soon as one such whole text
 * anywhere in it is null because a reference leads nowhere; `${{ x || null }}` says that nothing is good enough.
 *
 * @param context the roots, like `{ release: {…}, tasks: {…} }`. A root that is not there is an error; anything below
 *   a root that is not there is null.
 */
function evaluate(value, context) {
    const work = { roots: new Roots(context), allowance: new Allowance(), missing: new Set() };
    try {
        const result = evaluateDeep(value, work, 0);
        if (work.missing.size > 0)
            return { kind: 'missing', references: [...work.missing] };
        return { kind: 'value', value: result };
    }
    catch (error) {
        if (error instanceof refusal/* ExpressionRefused */.jN)
            return { kind: 'error', message: error.message };
        throw error;
    }
}
function evaluateDeep(value, work, depth) {
    if (depth > MAX_DEPTH)
        throw new refusal/* ExpressionRefused */.jN(`the value nests deeper than ${MAX_DEPTH} levels`);
    if (typeof value === 'string')
        return (0,data/* fromData */.Bw)(evaluateText(value, work));
    if (value === null || typeof value !== 'object')
        return value;
    if (isList(value))
        return value.map((item) => evaluateDeep(item, work, depth + 1));
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, evaluateDeep(item, work, depth + 1)]));
}
function evaluateText(text, work) {
    const template = (0,expressions_template/* splitTemplate */.L)(text);
    if (template.kind === 'unclosed')
        throw new refusal/* ExpressionRefused */.jN('a "${{" has no "}}"');
    const [first, ...others] = template.parts;
    if (first?.kind === 'expression' && others.length === 0) {
        const { result, absent } = run(first.source, work);
        if (result instanceof data/* AbsentNull */.Vi)
            for (const reference of absent)
                work.missing.add(reference);
        return result;
    }
    work.allowance.spend(text.length);
    const made = template.parts.map((part) => part.kind === 'text' ? part.text : run(part.source, work).result.coerceString());
    return new dist/* data.StringData */.p.uQ(made.join(''));
}
function run(source, work) {
    const syntax = (0,expressions_syntax/* parseExpression */.Y)(source, work.roots.names);
    if (syntax.kind === 'wrong')
        throw new refusal/* ExpressionRefused */.jN(syntax.messages.join('; '));
    const evaluator = new BoundedEvaluator(syntax.tree, work.roots, work.allowance);
    try {
        return { result: evaluator.evaluate(), absent: evaluator.absent };
    }
    catch (error) {
        // The library throws plain errors of its own: a bad format string, a predicate that is no boolean.
        throw new refusal/* ExpressionRefused */.jN((0,refusal/* reasonOf */.A3)(error), { cause: error });
    }
}
function isList(value) {
    return Array.isArray(value);
}

// EXTERNAL MODULE: ./lib/domain/attempts.js
var attempts = __webpack_require__(5464);
// EXTERNAL MODULE: ./lib/domain/json.js
var json = __webpack_require__(7708);
// EXTERNAL MODULE: ./lib/domain/own.js
var own = __webpack_require__(3936);
// EXTERNAL MODULE: ./lib/domain/names.js
var names = __webpack_require__(2720);
// EXTERNAL MODULE: ./lib/domain/state.js
var state = __webpack_require__(9093);
;// CONCATENATED MODULE: ./lib/domain/activity-inputs.js






/** Names that expressions of an activity's inputs may use (design, section 6). */
const EXPRESSION_ROOTS = [
    'release',
    'app',
    'environment',
    'inputs',
    'vars',
    'tasks',
    'deploys',
    'previous',
];
/**
 * Resolves the inputs of an activity. A rollback's inputs are the values that its target ran with, so nothing is
 * evaluated again.
 */
function resolveInputs(turn, { release, spec, attempt }, policy) {
    const set = attempt.set ?? {};
    const given = Object.fromEntries(Object.entries(spec.inputs).filter(([name]) => !(name in set)));
    if (release.spec.rollback)
        return { kind: 'value', value: { ...given, ...set } };
    const evaluated = evaluate(given, expressionContext(turn, release, spec, policy));
    if (evaluated.kind !== 'value')
        return evaluated;
    return { kind: 'value', value: { ...((0,json/* isJsonObject */.O)(evaluated.value) ? evaluated.value : {}), ...set } };
}
/** @returns outputs of the release's tasks and deploys that succeeded, or that a rollback took over. */
function releaseOutputs(release) {
    const tasks = { ...release.spec.rollback?.outputs };
    const deploys = {};
    for (const activity of release.phases.flatMap((phase) => phase.activities)) {
        const outputs = activity.attempts.findLast((attempt) => attempt.status === 'succeeded')?.outputs;
        const spec = (0,attempts/* activitySpec */.nO)(release, activity.name);
        if (outputs && spec)
            (spec.kind === 'task' ? tasks : deploys)[activity.name] = outputs;
    }
    return { tasks, deploys };
}
function expressionContext(turn, release, spec, policy) {
    const outputs = releaseOutputs(release);
    const environment = spec.kind === 'deploy' ? (0,own/* own */.Z)(policy.environments, spec.environment) : undefined;
    return {
        release: {
            number: release.number,
            name: (0,names/* spellRelease */.e)(release, false),
            sha: release.spec.sha,
            ref: release.spec.ref,
            description: release.spec.description,
        },
        app: { name: release.app },
        environment: environment
            ? { name: environment.name, attributes: environment.attributes, url: environment.url ?? null }
            : null,
        inputs: release.spec.inputs,
        vars: release.spec.vars,
        tasks: wrapOutputs(outputs.tasks),
        deploys: wrapOutputs(outputs.deploys),
        previous: { tasks: previousTasks(turn, release, spec) },
    };
}
function wrapOutputs(outputs) {
    return Object.fromEntries(Object.entries(outputs).map(([name, each]) => [name, { outputs: each }]));
}
/** Per task, the outputs of the newest earlier release in which it succeeded (OCU-S10). */
function previousTasks(turn, release, spec) {
    if (!JSON.stringify(spec.inputs).includes('previous'))
        return {};
    const successes = Object.entries((0,state/* appState */.XJ)(turn.state, release.app).tasks);
    const looks = successes.map(([task, numbers]) => () => {
        const number = numbers.find((each) => each < release.number);
        const earlier = number === undefined ? null : turn.release(release.app, number);
        const outputs = earlier ? releaseOutputs(earlier).tasks[task] : undefined;
        return outputs ? [task, { outputs }] : null;
    });
    return Object.fromEntries(turn.facts.all(looks).filter((each) => each !== null));
}


/***/ }),

/***/ 8225:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ SIGNALBOX)
/* harmony export */ });
/** The actor of what nobody asked for: the clock, a reconcile, a follow-up. */
const SIGNALBOX = { login: 'signalbox', id: 0 };


/***/ }),

/***/ 5464:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Eu: () => (/* binding */ openAttempt),
/* harmony export */   I4: () => (/* binding */ endAsMarked),
/* harmony export */   T8: () => (/* binding */ endAttempt),
/* harmony export */   Vb: () => (/* binding */ findAttempt),
/* harmony export */   kR: () => (/* binding */ withdrawAttempt),
/* harmony export */   nO: () => (/* binding */ activitySpec),
/* harmony export */   oI: () => (/* binding */ stopAttempt),
/* harmony export */   s5: () => (/* binding */ oweCancel),
/* harmony export */   vK: () => (/* binding */ admitAttempt),
/* harmony export */   wd: () => (/* binding */ dispatchAttempt)
/* harmony export */ });
/* harmony import */ var _actor_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8225);
/* harmony import */ var _effect_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5311);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9505);
/* harmony import */ var _instant_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5593);
/* harmony import */ var _derive_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3877);
/* harmony import */ var _turn_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3617);
/* harmony import */ var _waiting_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7851);







/** @returns the spec of an activity; undefined when the release has none of that name. */
function activitySpec(release, activity) {
    return release.spec.process.phases
        .flatMap((phase) => phase.activities)
        .find((spec) => spec.name === activity);
}
/** @returns the attempt that a reference names, with what it belongs to. */
function findAttempt(release, at) {
    return release.phases
        .flatMap((phase) => phase.activities)
        .find((activity) => activity.name === at.activity)
        ?.attempts.find((attempt) => attempt.number === at.attempt);
}
/**
 * Opens a new attempt that waits until all its gates hold. One that takes the place of a withdrawn attempt takes over
 * what a person wanted of that.
 */
function openAttempt(turn, at, wish) {
    const nonce = turn.nextNonce();
    turn.changeActivity(at, (activity) => {
        const earlier = (0,_derive_js__WEBPACK_IMPORTED_MODULE_5__/* .newestAttempt */ ._M)(activity);
        const opened = {
            number: (earlier?.number ?? 0) + 1,
            nonce,
            status: 'waiting',
            createdAt: turn.now,
            ...(wish ?? (earlier?.withdrawn ? wishOf(earlier) : {})),
        };
        return { ...activity, attempts: [...activity.attempts, opened] };
    });
}
function wishOf({ set, asked }) {
    return { ...(set === undefined ? {} : { set }), ...(asked === undefined ? {} : { asked }) };
}
/** All gates hold: the attempt's dispatch becomes owed, and its environment is taken from here on. */
function dispatchAttempt(turn, at, inputs, deadline) {
    turn.changeAttempt(at, (attempt) => ({
        ...(0,_waiting_js__WEBPACK_IMPORTED_MODULE_4__/* .notWaiting */ .b)(attempt),
        status: 'pending',
        inputs,
        dispatchedAt: turn.now,
        deadline: (0,_instant_js__WEBPACK_IMPORTED_MODULE_2__/* .plus */ .tY)(turn.now, deadline),
    }));
    turn.owe({ kind: 'dispatch', id: (0,_effect_js__WEBPACK_IMPORTED_MODULE_6__/* .dispatchId */ .Q)(at), ...refOf(at) });
}
/**
 * Takes an attempt back whose run was not admitted. Its dispatch is no longer owed, and if it goes out all the same,
 * the fence refuses its run. The activity gets a new attempt as soon as it may.
 */
function withdrawAttempt(turn, at, reason) {
    const run = runUnnoted(turn, at);
    turn.changeAttempt(at, (attempt) => ({
        ...(0,_waiting_js__WEBPACK_IMPORTED_MODULE_4__/* .notWaiting */ .b)(attempt),
        status: 'aborted',
        withdrawn: true,
        reason,
        finishedAt: turn.now,
    }));
    dropWork(turn, at);
    if (run !== null)
        oweCancel(turn, at, run);
}
/**
 * @returns the run of a dispatch that somebody may have sent without having noted it yet; null where none is seen. It
 * will be refused at the fence; cancelling it spares the runner, and a person a red run.
 */
function runUnnoted(turn, at) {
    const release = turn.release(at.app, at.release);
    const attempt = release ? findAttempt(release, at) : undefined;
    const dispatch = turn.state.repository.owed.find(({ effect }) => effect.id === (0,_effect_js__WEBPACK_IMPORTED_MODULE_6__/* .dispatchId */ .Q)(at));
    if (attempt?.status !== 'pending' || !dispatch || !(0,_turn_js__WEBPACK_IMPORTED_MODULE_3__/* .mayBeDone */ .VH)(dispatch))
        return null;
    const { nonce, createdAt: since } = attempt;
    return turn.facts.need('runByNonce', { nonce, since })?.id ?? null;
}
/** Ends an attempt and lets its environment know (pointer, last touch). */
function endAttempt(turn, at, end) {
    turn.changeAttempt(at, (attempt) => ({
        ...(0,_waiting_js__WEBPACK_IMPORTED_MODULE_4__/* .notWaiting */ .b)(attempt),
        ...end,
        ...(end.status === 'unknown' ? {} : { finishedAt: turn.now }),
    }));
    dropWork(turn, at);
    touchEnvironment(turn, at, end.status);
}
/** Marks the attempt as the one whose run may touch the environment (invariant 4). */
function admitAttempt(turn, at, run) {
    turn.changeAttempt(at, (attempt) => ({
        ...(0,_waiting_js__WEBPACK_IMPORTED_MODULE_4__/* .notWaiting */ .b)(attempt),
        status: 'running',
        run,
        admitted: { run: run.id, at: turn.now },
    }));
    dropWork(turn, at);
    const environment = environmentOf(turn, at);
    if (environment === null)
        return;
    turn.changeEnvironment(at.app, environment, {
        lastTouch: {
            release: at.release,
            activity: at.activity,
            attempt: at.attempt,
            at: turn.now,
            outcome: 'running',
        },
    });
}
/**
 * Ends an attempt as soon as that is safe (invariant 5): at once when no run of it was admitted, for the fence refuses
 * what comes later; otherwise its run is cancelled and must be seen completed first.
 *
 * @param force ends it at once in any case; the environment is then uncertain.
 */
function stopAttempt(turn, at, ending, force = false) {
    const release = turn.release(at.app, at.release);
    const attempt = release ? findAttempt(release, at) : undefined;
    if (!attempt || !((0,_derive_js__WEBPACK_IMPORTED_MODULE_5__/* .isLive */ .DG)(attempt) || attempt.status === 'waiting'))
        return;
    const mayWork = attempt.admitted !== undefined && attempt.status === 'running';
    const run = attempt.status === 'running' ? (attempt.run?.id ?? null) : runUnnoted(turn, at);
    if (mayWork && !force) {
        const marked = attempt.ending ?? { ...ending, at: turn.now };
        turn.changeAttempt(at, (each) => ({ ...each, ending: marked }));
    }
    else {
        endAsMarked(turn, at, ending);
    }
    // Where no run was admitted, cancelling only spares a runner.
    if (run !== null)
        oweCancel(turn, at, run);
}
/** Ends an attempt the way its ending says. */
function endAsMarked(turn, at, { status, reason, by, note }, more = {}) {
    const detail = { by: by.login, ...(note === undefined ? {} : { reason: note }) };
    endAttempt(turn, at, { status, reason, by, ...(by.id === _actor_js__WEBPACK_IMPORTED_MODULE_0__/* .SIGNALBOX */ .y.id ? {} : { detail }), ...more });
}
/** Owes that GitHub is asked to cancel a run. */
function oweCancel(turn, at, run) {
    turn.owe({ kind: 'cancel', id: cancelId(at), run, ...refOf(at) });
}
function cancelId(at) {
    return `cancel:${at.app}/${at.release}/${at.activity}/${at.attempt}`;
}
function refOf(at) {
    return { app: at.app, release: at.release, activity: at.activity, attempt: at.attempt };
}
function dropWork(turn, at) {
    const ids = [(0,_effect_js__WEBPACK_IMPORTED_MODULE_6__/* .dispatchId */ .Q)(at), cancelId(at)];
    turn.disown((effect) => ids.includes(effect.id));
}
function environmentOf(turn, at) {
    const release = turn.release(at.app, at.release);
    const spec = release === null ? undefined : activitySpec(release, at.activity);
    return spec?.kind === 'deploy' ? spec.environment : null;
}
function touchEnvironment(turn, at, outcome) {
    const name = environmentOf(turn, at);
    if (name === null)
        return;
    const environment = turn.environment(at.app, name);
    const touch = environment.lastTouch;
    const isOurs = touch?.release === at.release && touch.activity === at.activity && touch.attempt === at.attempt;
    if (!isOurs)
        return;
    turn.changeEnvironment(at.app, name, {
        lastTouch: { ...touch, outcome },
        ...(outcome === 'succeeded' ? succeededHere(turn, at, name) : {}),
    });
}
function succeededHere(turn, at, environment) {
    const release = turn.release(at.app, at.release);
    if (release === null)
        return {};
    const { sha } = release.spec;
    const pointer = { release: at.release, sha, at: turn.now };
    const deployment = release.projections.deployments[environment]?.id;
    const success = { ...pointer, ...(deployment === undefined ? {} : { deployment }) };
    const earlier = turn
        .environment(at.app, environment)
        .successes.filter((each) => each.release !== at.release);
    return { pointer, successes: [success, ...earlier].slice(0, _environment_js__WEBPACK_IMPORTED_MODULE_1__/* .SUCCESSES_KEPT */ .Nm) };
}


/***/ }),

/***/ 169:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ isQuery),
/* harmony export */   u: () => (/* binding */ COMMAND_RULES)
/* harmony export */ });
/** The one table of commands (design, section 7; features C-26). */
const COMMAND_RULES = {
    release: { role: 'operator', query: false },
    promote: { role: 'operator', query: false },
    rollback: { role: 'operator', query: false },
    unlock: { role: 'operator', query: false },
    lock: { role: 'operator', query: false },
    pin: { role: 'operator', query: false },
    unpin: { role: 'operator', query: false },
    retry: { role: 'operator', query: false },
    abort: { role: 'operator', query: false },
    hold: { role: 'operator', query: false },
    resume: { role: 'operator', query: false },
    repair: { role: 'admin', query: false },
    releases: { role: 'viewer', query: true },
    status: { role: 'viewer', query: true },
    info: { role: 'viewer', query: true },
    help: { role: 'viewer', query: true },
};
/**
 * Whether a command only asks: it changes nothing, and no answer to it is remembered. Without the token of what was
 * shown, `/repair` only shows.
 */
function isQuery(command) {
    return COMMAND_RULES[command.name].query || (command.name === 'repair' && command.apply === undefined);
}


/***/ }),

/***/ 4818:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FW: () => (/* binding */ wasReleased),
/* harmony export */   HN: () => (/* binding */ addRelease),
/* harmony export */   SV: () => (/* binding */ snapshotProcess),
/* harmony export */   YG: () => (/* binding */ createRelease),
/* harmony export */   fE: () => (/* binding */ selectEnvironments),
/* harmony export */   jS: () => (/* binding */ findDuplicate)
/* harmony export */ });
/* harmony import */ var _equal_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7968);
/* harmony import */ var _own_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3936);
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9093);
/* harmony import */ var _supersede_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2452);




/** Creates the next release of an app from a commit; numbers have no gaps and no repeats (invariant 13). */
function createRelease(turn, order) {
    const base = currentSha(turn, order);
    const [commit, pulls] = [
        turn.facts.need('commit', { sha: order.sha }),
        turn.facts.need('pulls', { base, head: order.sha }),
    ];
    const spec = {
        sha: order.sha,
        ref: order.ref,
        cause: order.cause,
        createdBy: order.by,
        createdAt: turn.now,
        description: describe(order, commit?.subject ?? ''),
        vars: {},
        inputs: {},
        policySha: order.policy.sha,
        process: snapshotProcess(order.policy, order.app),
        pulls,
    };
    if (order.policy.apps[order.app]?.activate !== 'manual')
        return addRelease(turn, order.app, spec);
    const draft = addRelease(turn, order.app, spec, { draft: true });
    supersedeOldDrafts(turn, draft);
    return draft;
}
/** Where every push makes a draft, most of them are never promoted: without a bound each turn would read more of them. */
function supersedeOldDrafts(turn, { app, number }) {
    const drafts = turn.loadedReleases(app).filter(({ status }) => status === 'draft');
    for (const old of drafts.slice(0, -_state_js__WEBPACK_IMPORTED_MODULE_0__/* .DRAFTS_KEPT */ .gy))
        (0,_supersede_js__WEBPACK_IMPORTED_MODULE_1__/* .supersede */ .h)(turn, old, number);
}
/** Puts a release with this spec under the next number. */
function addRelease(turn, app, spec, more = {}) {
    const number = (0,_state_js__WEBPACK_IMPORTED_MODULE_0__/* .appState */ .XJ)(turn.state, app).nextNumber;
    turn.setNextNumber(app, number + 1);
    return turn.putRelease({
        app,
        number,
        status: 'queued',
        spec,
        phases: spec.process.phases.map((phase) => ({
            name: phase.name,
            status: 'pending',
            activities: phase.activities.map((each) => ({ name: each.name, status: 'pending', attempts: [] })),
        })),
        promoted: {},
        projections: { statuses: {}, deployments: {}, comments: {} },
        modifiedAt: turn.now,
        ...more,
    });
}
/** @returns the process of the app with every selection of environments resolved, in file order. */
function snapshotProcess(policy, app) {
    const name = (0,_own_js__WEBPACK_IMPORTED_MODULE_2__/* .own */ .Z)(policy.apps, app)?.process ?? '';
    const phases = policy.processes[name]?.phases ?? [];
    return {
        name,
        phases: phases.map((phase) => ({
            name: phase.name,
            gates: phase.gates,
            activities: phase.activities.flatMap((each) => resolveActivity(policy, each)),
        })),
    };
}
/** @returns the environments that a selector means, in file order (OCU-S13). */
function selectEnvironments(environments, selector) {
    const all = Object.values(environments);
    if (selector.kind === 'name')
        return all.filter((each) => selector.names.includes(each.name));
    const wanted = Object.entries(selector.attributes);
    return all.filter((each) => wanted.every(([key, value]) => each.attributes[key] === value));
}
/**
 * The same commit with the same process, config vars, inputs and kind of cause is released once (C-04, OCU-S19,
 * decision 0009).
 * @returns the number of the release that this order would repeat; null when it would be new.
 */
function findDuplicate(turn, order) {
    const summary = (0,_state_js__WEBPACK_IMPORTED_MODULE_0__/* .appState */ .XJ)(turn.state, order.app).summaries.find((each) => each.sha === order.sha && countsAgainst(order, each.cause) && each.status !== 'superseded');
    const earlier = summary ? turn.release(order.app, summary.number) : null;
    if (!earlier || hasMovedOn(turn, order, earlier.number))
        return null;
    return (0,_equal_js__WEBPACK_IMPORTED_MODULE_3__/* .isEqual */ .n)(earlier.spec.process, snapshotProcess(order.policy, order.app)) ? earlier.number : null;
}
/** Whether a branch or tag was released at another commit since, so that it was moved back on purpose. */
function hasMovedOn(turn, { app, ref, cause }, number) {
    if (cause.kind === 'command')
        return false;
    return (0,_state_js__WEBPACK_IMPORTED_MODULE_0__/* .appState */ .XJ)(turn.state, app).summaries.some((each) => each.number > number && each.ref === ref && each.cause === cause.kind && each.status !== 'superseded');
}
/** What GitHub says counts against its own kind; a person's command against all but rollbacks (decision 0009). */
function countsAgainst({ cause }, earlier) {
    return cause.kind === 'command' ? earlier !== 'rollback' : earlier === cause.kind;
}
/** Whether the commit has become a release in this way before, whatever came of it: old news is not told twice. */
function wasReleased(turn, { app, sha, cause }) {
    return (0,_state_js__WEBPACK_IMPORTED_MODULE_0__/* .appState */ .XJ)(turn.state, app).summaries.some((each) => each.sha === sha && each.cause === cause.kind);
}
function resolveActivity(policy, activity) {
    if (activity.kind === 'task')
        return [activity];
    const { name, up, down, inputs } = activity;
    return selectEnvironments(policy.environments, activity.to).map((environment) => ({
        kind: 'deploy',
        name: name === undefined ? environment.name : `${name}-${environment.name}`,
        environment: environment.name,
        workflow: up,
        ...(down === undefined ? {} : { down }),
        inputs,
        deadline: environment.deadline,
    }));
}
/** What runs where this release is headed in the end: pull requests are counted from there. */
function currentSha(turn, order) {
    const last = snapshotProcess(order.policy, order.app)
        .phases.flatMap((phase) => phase.activities)
        .findLast((each) => each.kind === 'deploy');
    return last ? (turn.environment(order.app, last.environment).pointer?.sha ?? null) : null;
}
/** One line for people: what was built from what (CVX-S10, AKK-S10). */
function describe(order, subject) {
    const commit = `${order.sha.slice(0, 7)} ${subject}`.trim();
    return order.cause.kind === 'tag' ? `tag ${order.cause.tag} ${commit}` : `build ${commit}`;
}


/***/ }),

/***/ 6606:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ DISPATCH_MOST),
/* harmony export */   z: () => (/* binding */ dispatchLength)
/* harmony export */ });
/**
 * GitHub takes no more characters of all inputs of one dispatch together (documentation of `workflow_dispatch`). Our one
 * input is JSON text within JSON, in which each quote takes two.
 */
const DISPATCH_MOST = 65_535;
/** @returns the characters that a value takes of a dispatch. */
function dispatchLength(value) {
    return JSON.stringify({ signalbox: JSON.stringify(value) }).length;
}


/***/ }),

/***/ 867:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O4: () => (/* binding */ isListFull),
/* harmony export */   VD: () => (/* binding */ isRestReserved),
/* harmony export */   Wk: () => (/* binding */ PER_PERSON),
/* harmony export */   aj: () => (/* binding */ overLimitUntil),
/* harmony export */   jb: () => (/* binding */ rememberedAnswer),
/* harmony export */   rd: () => (/* binding */ wasToldOfLimit),
/* harmony export */   vY: () => (/* binding */ noteOutcome)
/* harmony export */ });
/* unused harmony export OUTCOMES_OF_ALL */
/* harmony import */ var _instant_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5593);
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9093);


/** What one person may command, so that nobody fills the list alone (attack A28). */
const PER_PERSON = [
    { within: 10 * _instant_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY, commands: 30 },
    { within: _instant_js__WEBPACK_IMPORTED_MODULE_0__/* .DAY */ .d_, commands: 150 },
];
/**
 * So many outcomes are remembered of whoever comes; the rest of the list is for those who may command, or a few strangers
 * could keep everybody from it for a day, when it matters most (attack A28).
 */
const OUTCOMES_OF_ALL = 300;
/** @returns the first answer to this input, when it is still remembered. */
function rememberedAnswer(state, input) {
    return state.outcomes.find((each) => each.input === input)?.answer;
}
/** A full list refuses, it never evicts: evicting would let one command be carried out twice (invariant 9). */
function isListFull(turn) {
    return recent(turn).length >= _state_js__WEBPACK_IMPORTED_MODULE_1__/* .OUTCOMES_KEPT */ .vD;
}
/** Whether what is left of the list is kept for those who may command. */
function isRestReserved(turn) {
    return recent(turn).length >= OUTCOMES_OF_ALL;
}
/** @returns from when on this person may command again; null: now. What is refused for it counts, too. */
function overLimitUntil(turn, person) {
    const own = ownOutcomes(turn, person);
    const ends = PER_PERSON.flatMap(({ within, commands }) => {
        const counted = own.filter(({ at }) => (0,_instant_js__WEBPACK_IMPORTED_MODULE_0__/* .plus */ .tY)(at, within) > turn.now);
        if (counted.length < commands)
            return [];
        const last = counted[counted.length + 1 - commands] ?? counted.at(-1);
        return last === undefined ? [] : [(0,_instant_js__WEBPACK_IMPORTED_MODULE_0__/* .plus */ .tY)(last.at, within)];
    });
    return ends.sort().at(-1) ?? null;
}
/**
 * The first command over the limit is answered; those after it are left alone, or each would cost GitHub's limits a
 * reply.
 */
function wasToldOfLimit(turn, person) {
    return ownOutcomes(turn, person).at(-1)?.answer.code === 'too-many-commands';
}
/** Remembers an answer for 24 hours, and owes the reply when the command stood in a comment. */
function noteOutcome(turn, input, answer) {
    const outcome = { input: input.id, at: turn.now, by: input.actor.id, answer };
    const kept = recent(turn);
    // The refusal of a full list is not remembered, or the list would grow by it; the reply is still owed.
    const room = kept.length < _state_js__WEBPACK_IMPORTED_MODULE_1__/* .OUTCOMES_KEPT */ .vD;
    turn.replace({ ...turn.state, outcomes: room ? [...kept, outcome] : kept });
    if (!input.comment || !room)
        return;
    const { id, issue } = input.comment;
    turn.owe({ kind: 'reply', id: `reply:${input.id}`, input: input.id, issue, comment: id });
}
function ownOutcomes(turn, person) {
    return recent(turn).filter(({ by }) => by === person);
}
function recent(turn) {
    return turn.state.outcomes.filter((each) => (0,_instant_js__WEBPACK_IMPORTED_MODULE_0__/* .plus */ .tY)(each.at, _instant_js__WEBPACK_IMPORTED_MODULE_0__/* .DAY */ .d_) > turn.now);
}


/***/ }),

/***/ 7898:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ isQuestion)
/* harmony export */ });
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(169);

/** Whether somebody only asks: nothing is changed, and no answer is remembered. */
function isQuestion(input) {
    return input.kind === 'command' && (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .isQuery */ .P)(input.command);
}


/***/ }),

/***/ 7503:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ planToken),
/* harmony export */   c: () => (/* binding */ isRepair)
/* harmony export */ });
/**
 * A short name for a plan, so that what is carried out is what was shown: it differs when something else would be done.
 * A head that is taken over is named by its step. Where one app is damaged the branch goes on for the others, and each
 * look at it may move the head: that is no other plan. No secret: whoever gives it needs the role all the same.
 */
function planToken(steps) {
    let hash = 0x811c9dc5;
    for (const letter of JSON.stringify(steps)) {
        hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
    }
    return (hash >>> 0).toString(16).padStart(8, '0');
}
/** Whether somebody commands that the state branch be looked at, or mended. */
function isRepair(input) {
    return input.kind === 'command' && input.command.name === 'repair';
}


/***/ }),

/***/ 1098:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  I: () => (/* binding */ keepSummaries),
  Y: () => (/* binding */ summaryOf)
});

// EXTERNAL MODULE: ./lib/domain/derive.js
var derive = __webpack_require__(3877);
;// CONCATENATED MODULE: ./lib/domain/transitions.js
/** Where work under way, or about to begin, may lead within one turn. */
const FROM_WORK = [
    'queued',
    'running',
    'on-hold',
    'succeeded',
    'partially-succeeded',
    'failed',
    'aborted',
    'superseded',
];
/**
 * Every move of a release's status from one turn to the next; whatever is not here is a bug (KUS-D18). One turn may do
 * several things: a retried release may be held, fail at a red check, or give way to a newer one at once.
 */
const RELEASE_TRANSITIONS = {
    draft: FROM_WORK,
    scheduled: ['draft', ...FROM_WORK],
    queued: FROM_WORK,
    running: FROM_WORK,
    'on-hold': FROM_WORK,
    succeeded: [],
    'partially-succeeded': ['queued', 'running', 'on-hold', 'failed', 'superseded'],
    failed: ['queued', 'running', 'on-hold', 'superseded'],
    aborted: ['draft', 'queued', 'running', 'on-hold', 'failed', 'superseded'],
    superseded: [],
};
/** @returns whether a release may move from one status to the other in one turn; staying is always allowed. */
function mayMove(from, to) {
    return from === to || RELEASE_TRANSITIONS[from].includes(to);
}
/** @throws {IllegalTransition} when the move is not in the table. */
function assertMove(release, from, to) {
    if (!mayMove(from, to))
        throw new IllegalTransition(release, from, to);
}
/** A rule moved a release in a way that the table forbids: a bug, so the turn is not committed. */
class IllegalTransition extends Error {
    name = 'IllegalTransition';
    constructor(release, from, to) {
        super(`${release} cannot go from ${from} to ${to}`);
    }
}

// EXTERNAL MODULE: ./lib/domain/names.js
var names = __webpack_require__(2720);
// EXTERNAL MODULE: ./lib/domain/checks-gate.js
var checks_gate = __webpack_require__(4047);
// EXTERNAL MODULE: ./lib/domain/state.js
var state = __webpack_require__(9093);
;// CONCATENATED MODULE: ./lib/domain/summaries.js





/** Keeps the newest summaries and runs of each app in step with its releases, and every move within the table. */
function keepSummaries(turn) {
    for (const release of turn.loadedReleases()) {
        const before = turn.before.releases[(0,names/* releaseKey */.D)(release.app, release.number)];
        if (before === release)
            continue;
        if (before)
            assertMove((0,names/* spellRelease */.e)(release, true), before.status, release.status);
        keepSummary(turn, release);
        keepRuns(turn, release);
    }
}
/** @returns what lists show of a release. */
function summaryOf(release) {
    return {
        number: release.number,
        status: release.status,
        sha: release.spec.sha,
        ref: release.spec.ref,
        cause: release.spec.cause.kind,
        description: release.spec.description,
        createdBy: release.spec.createdBy,
        createdAt: release.spec.createdAt,
    };
}
function keepSummary(turn, release) {
    const app = (0,state/* appState */.XJ)(turn.state, release.app);
    const others = app.summaries.filter((each) => each.number !== release.number);
    const all = [...others, summaryOf(release)].sort((a, b) => b.number - a.number);
    turn.replace((0,state/* withApp */.G0)(turn.state, { ...app, summaries: worthKeeping(all) }));
}
/**
 * What is not over must be known however much was released since: a command that names nothing would else take the one
 * that is left for the only one, and nobody would miss its record (attack A20).
 */
function worthKeeping(summaries) {
    const older = summaries.slice(state/* SUMMARIES_KEPT */.sN).filter(({ status }) => !(0,derive/* isFinal */.dR)(status));
    return [...summaries.slice(0, state/* SUMMARIES_KEPT */.sN), ...older.slice(0, state/* OPEN_SUMMARIES_KEPT */.L6)];
}
function keepRuns(turn, release) {
    const app = (0,state/* appState */.XJ)(turn.state, release.app);
    const known = app.runs ?? [];
    const fresh = (0,checks_gate/* runIdsOf */.hi)(release).filter((run) => !known.includes(run));
    if (fresh.length === 0)
        return;
    turn.replace((0,state/* withApp */.G0)(turn.state, { ...app, runs: [...fresh.reverse(), ...known].slice(0, state/* RUNS_KEPT */.QF) }));
}


/***/ }),

/***/ 2452:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ attemptRefs),
/* harmony export */   h: () => (/* binding */ supersede)
/* harmony export */ });
/* harmony import */ var _attempts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5464);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2720);


/** @returns every attempt of the release with its reference, oldest first. */
function attemptRefs(release) {
    return release.phases.flatMap((phase) => phase.activities.flatMap((activity) => activity.attempts.map((attempt) => ({
        ref: {
            app: release.app,
            release: release.number,
            activity: activity.name,
            attempt: attempt.number,
        },
        status: attempt.status,
    }))));
}
/** A newer release took this one's place: what has not started never will; what runs comes to its own end. */
function supersede(turn, release, by) {
    const current = turn.changeRelease(release.app, release.number, (each) => ({
        ...each,
        superseded: each.superseded ?? { by, at: turn.now },
    }));
    const other = by === null ? {} : { other: (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .spellRelease */ .e)({ app: release.app, number: by }, turn.severalApps) };
    for (const { ref, status } of attemptRefs(current)) {
        if (status !== 'waiting' && status !== 'pending')
            continue;
        (0,_attempts_js__WEBPACK_IMPORTED_MODULE_0__/* .endAttempt */ .T8)(turn, ref, { status: 'aborted', reason: 'superseded', detail: other });
    }
}


/***/ }),

/***/ 7851:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ notWaiting),
/* harmony export */   f: () => (/* binding */ keepWaiting)
/* harmony export */ });
/* harmony import */ var _instant_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5593);

/** That GitHub could not be asked for a moment does not end what was waited for. */
const INTERRUPTIONS = ['github-unavailable', 'checks-unreadable'];
/**
 * Notes what an attempt waits for. Waiting on for the same thing keeps the first instant, so that deadlines and
 * "since" stay true however often it is looked at, and whether or not GitHub could be asked in between.
 */
function keepWaiting(turn, at, { for: code, detail, patience }) {
    turn.changeAttempt(at, (attempt) => {
        const before = attempt.waiting;
        const known = [before, before?.interrupted].find((each) => each?.for === code);
        const since = known?.since ?? turn.now;
        const waiting = {
            for: code,
            since,
            detail,
            ...(patience === undefined ? {} : { until: (0,_instant_js__WEBPACK_IMPORTED_MODULE_0__/* .plus */ .tY)(since, patience) }),
            ...(INTERRUPTIONS.includes(code) ? interrupted(before) : {}),
        };
        return { ...attempt, waiting };
    });
}
function interrupted(before) {
    if (!before)
        return {};
    if (INTERRUPTIONS.includes(before.for)) {
        return before.interrupted ? { interrupted: before.interrupted } : {};
    }
    return { interrupted: { for: before.for, since: before.since } };
}
/** @returns the attempt without what it waited for. */
function notWaiting({ waiting: _over, ...attempt }) {
    return attempt;
}


/***/ }),

/***/ 2857:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createEngine: () => (/* binding */ createEngine)
});

// EXTERNAL MODULE: ./lib/store/store.js
var store = __webpack_require__(7208);
// EXTERNAL MODULE: ./lib/config/read-policy.js + 19 modules
var read_policy = __webpack_require__(8400);
// EXTERNAL MODULE: ./lib/config/problems.js
var config_problems = __webpack_require__(784);
// EXTERNAL MODULE: ./lib/config/workflows.js + 3 modules
var config_workflows = __webpack_require__(5723);
;// CONCATENATED MODULE: ./lib/config/startable.js


/**
 * @param workflows file name → text of every workflow on the default branch.
 * @returns the file names of those that a release can be started with as they are: they take our input and have our step
 *   where the rules want it. For the others the fence does not hold.
 */
function startableWorkflows(workflows) {
    return Object.keys(workflows).filter((file) => {
        const problems = new config_problems.Problems();
        const book = new config_workflows.WorkflowBook(workflows, problems);
        if (!book.optsIn(file))
            return false;
        book.use(file, () => undefined);
        return problems.none;
    });
}

// EXTERNAL MODULE: ./lib/domain/fact.js
var fact = __webpack_require__(6960);
// EXTERNAL MODULE: ./lib/domain/git-ref.js
var git_ref = __webpack_require__(5012);
// EXTERNAL MODULE: ./lib/facts/facts.js
var facts = __webpack_require__(1892);
// EXTERNAL MODULE: ./lib/engine/patience.js
var engine_patience = __webpack_require__(6559);
;// CONCATENATED MODULE: ./lib/engine/answer-facts.js






/** How long a question is asked again within a turn, which holds up whoever else is in it; milliseconds. */
const WITHIN_TURN = 2_000;
/**
 * Answers of one turn. They are of the moment: a turn that is decided again asks again. What GitHub does not answer in a
 * few tries stays open in this turn: what can do without goes on.
 */
class TurnFacts {
    answers = new Map();
    /** Final releases that the domain wants to see; they are read with the state. */
    wanted = [];
    #options;
    #unanswered = new Map();
    #expected = null;
    constructor(options) {
        this.#options = options;
    }
    /**
     * Begins to ask for the policy, which nearly every decision needs: asked in the same breath as the state it costs no
     * request of its own. Whether it could be had matters only to who asks for it.
     */
    expectPolicy() {
        this.#policySource().catch(() => undefined);
    }
    /**
     * Answers questions, all at once.
     * @returns whether the state has to be read again, because a record is wanted that was not loaded.
     */
    async answer(questions) {
        const outcomes = await Promise.all(questions.map((question) => this.#answerOne(question)));
        return outcomes.includes('reload');
    }
    /** The branch was examined instead of read. */
    noteExamined({ steps }) {
        this.answers.set((0,fact/* questionKey */.c7)({ kind: 'repair' }), { steps });
    }
    /** @returns why a question was not answered. */
    whyNot(question) {
        const why = this.#unanswered.get((0,fact/* questionKey */.c7)(question));
        if (why === undefined)
            throw new Error(`${question.kind} was answered`);
        return why;
    }
    /** A wanted record that is not there after reading does not exist. */
    noteAbsent(app, number) {
        this.answers.set((0,fact/* questionKey */.c7)({ kind: 'release', app, number }), null);
    }
    async #answerOne(question) {
        if (question.kind === 'release') {
            this.wanted.push({ app: question.app, number: question.number });
            return 'reload';
        }
        const key = (0,fact/* questionKey */.c7)(question);
        try {
            this.answers.set(key, await this.#asked(question));
        }
        catch (error) {
            if (!(error instanceof facts/* FactsUnavailable */.Q))
                throw error;
            this.answers.set(key, fact/* UNANSWERED */.JM);
            this.#unanswered.set(key, error);
            const { log } = this.#options;
            log.warn('GitHub did not answer; what needs it waits', {
                question: question.kind,
                error: String(error),
            });
        }
        return 'answered';
    }
    /** @throws {FactsUnavailable} after a few tries. */
    #asked(question) {
        const { random, wait } = this.#options;
        const passes = (error) => error instanceof facts/* FactsUnavailable */.Q;
        return (0,engine_patience/* patiently */.d_)(() => this.#ask(question), passes, { limit: WITHIN_TURN, random, wait });
    }
    async #ask(question) {
        const { source, policies } = this.#options;
        switch (question.kind) {
            case 'policy':
                return policies.read(await this.#newestPolicy());
            case 'lastPolicy':
                return await this.#lastPolicy(question.sha);
            case 'repair':
                throw new Error('only an examined branch can be repaired');
            default: {
                const { kind, ...rest } = question;
                return await source.answer(kind, rest);
            }
        }
    }
    /**
     * GitHub may tell of a push before it answers for it, and a release keeps the process that it was born with. What still
     * stands on the commit before is asked anew; if it stays there, somebody has moved the branch back.
     */
    async #newestPolicy() {
        const { random, wait } = this.#options;
        const patience = new engine_patience/* Patience */.i3({ limit: WITHIN_TURN, random });
        for (;;) {
            const source = await this.#policySource();
            const pause = this.#isOlderThanNews(source) ? patience.next(null) : null;
            if (pause === null)
                return source;
            this.#expected = null;
            await wait(pause);
        }
    }
    #isOlderThanNews({ sha, defaultBranch }) {
        const { pushes = [] } = this.#options;
        const here = pushes.filter(({ ref }) => ref === (0,git_ref/* branchRef */.Mi)(defaultBranch));
        return here.some(({ before }) => before === sha) && !here.some((each) => each.sha === sha);
    }
    /** One moment for all questions of a turn; what came to nothing is asked anew. */
    #policySource() {
        const asked = (this.#expected ??= this.#options.source.policySource());
        asked.catch(() => {
            if (this.#expected === asked)
                this.#expected = null;
        });
        return asked;
    }
    /** What was valid last says who may do what, and where; what it starts is the default branch's as it is now. */
    async #lastPolicy(sha) {
        const { source, policies } = this.#options;
        const policy = await policies.readLast(sha, source);
        const { workflows } = await this.#policySource();
        return policy && { policy, startable: startableWorkflows(workflows) };
    }
}
/** Policy is parsed once per commit of the default branch, and what it was last is read once. */
class PolicyCache {
    #read = null;
    #last = null;
    read(source) {
        if (this.#read?.sha !== source.sha)
            this.#read = { sha: source.sha, answer: (0,read_policy/* readPolicy */.T)(source) };
        return this.#read.answer;
    }
    /** @returns null when the commit is gone, or says nothing that this version understands. */
    async readLast(sha, source) {
        if (this.#last?.sha !== sha) {
            const files = await source.policySourceAt(sha);
            this.#last = { sha, answer: files && (0,read_policy/* readPolicy */.T)(files) };
        }
        const { answer } = this.#last;
        return answer?.status === 'ok' ? answer.policy : null;
    }
}

// EXTERNAL MODULE: ./lib/domain/names.js
var names = __webpack_require__(2720);
// EXTERNAL MODULE: ./lib/domain/outbox.js
var outbox = __webpack_require__(3699);
// EXTERNAL MODULE: ./lib/domain/repair.js
var repair = __webpack_require__(7503);
// EXTERNAL MODULE: ./lib/domain/answers.js
var domain_answers = __webpack_require__(4975);
// EXTERNAL MODULE: ./lib/domain/role.js
var domain_role = __webpack_require__(8998);
// EXTERNAL MODULE: ./lib/domain/own.js
var own = __webpack_require__(3936);
;// CONCATENATED MODULE: ./lib/domain/access.js



/**
 * @returns whether somebody may command anything anywhere. Who is in a team that cannot be read may: the answer tells
 * them what is missing.
 */
function mayCommand(turn, actor, policy) {
    const access = accessOf(turn, actor, policy);
    return allGrants(policy).some((grants) => (0,domain_role/* holdsRole */.vd)(grants, access, 'operator') !== 'no');
}
/** @returns what GitHub says of the person, with every team that this policy names. */
function accessOf(turn, actor, policy) {
    return turn.facts.need('access', { actor, teams: teamsOf(policy) });
}
/** @returns the grants that hold in an environment; the repository's where it has none of its own. */
function grantsIn(policy, environment) {
    return (0,own/* own */.Z)(policy.environments, environment)?.roles ?? policy.roles;
}
/** @returns null when the role is held, else the refusal that names what was needed and what was found. */
function judgeAccess(grants, access, role, actor) {
    const holds = (0,domain_role/* holdsRole */.vd)(grants, access, role);
    if (holds === 'yes')
        return null;
    const needed = `${role} (${grants[role].map(spellGrant).join(' or ')})`;
    const detail = { by: actor.login, needed, found: access.permission };
    if (holds === 'no')
        return (0,domain_answers/* refuse */.TR)('not-permitted', detail);
    return (0,domain_answers/* refuse */.TR)('teams-unreadable', { ...detail, name: access.unreadableTeams.join(', ') });
}
function spellGrant(grant) {
    return grant.kind === 'team' ? `team ${grant.team}` : grant.permission;
}
/** @returns the repository's grants, and those of each environment that has its own. */
function allGrants(policy) {
    const local = Object.values(policy.environments).flatMap((each) => each.roles ? [each.roles] : []);
    return [policy.roles, ...local];
}
function teamsOf(policy) {
    const grants = allGrants(policy).flatMap((roles) => Object.values(roles).flat());
    const teams = grants.flatMap((grant) => (grant.kind === 'team' ? [grant.team] : []));
    return [...new Set(teams)].sort();
}

// EXTERNAL MODULE: ./lib/domain/attempts.js
var attempts = __webpack_require__(5464);
// EXTERNAL MODULE: ./lib/domain/derive.js
var derive = __webpack_require__(3877);
// EXTERNAL MODULE: ./lib/domain/command.js
var command = __webpack_require__(169);
// EXTERNAL MODULE: ./lib/domain/policy-record.js
var policy_record = __webpack_require__(8380);
;// CONCATENATED MODULE: ./lib/domain/directed.js





/** A person or a rollback sent this release here: it may replace a higher number (invariant 7). */
function isDirected(each) {
    return each.release.spec.rollback !== undefined || promotion(each) !== undefined;
}
/** @returns when a directed release was sent here: of several, the newest word counts. */
function directedAt(each) {
    return promotion(each)?.at ?? each.release.spec.createdAt;
}
/**
 * Whether a release may go where a pin stands: only the rollback that set it. A promotion takes the pin away, so one
 * that stands was set after it and is the newer word.
 */
function passesPin(each, pin) {
    return each.release.spec.rollback !== undefined && pin.release === each.release.number;
}
/**
 * Asks again for the permission of whoever asked for an attempt, when it starts in a later turn than it was asked for
 * (attack A9). Teams that cannot be read do not permit (invariant 12).
 * @returns null when it may start, else why not.
 */
function lostPermission(turn, tried) {
    const policy = (0,policy_record/* policyFor */.KV)(turn.rules(), tried.release, tried.spec);
    const wish = wishOf(turn, tried);
    if (!policy || !wish || wish.isNew)
        return null;
    const { spec } = tried;
    const grants = spec.kind === 'deploy' ? grantsIn(policy, spec.environment) : policy.roles;
    const access = accessOf(turn, wish.by, policy);
    const refused = judgeAccess(grants, access, command/* COMMAND_RULES */.u[wish.command].role, wish.by);
    if (!refused || spec.kind === 'task')
        return refused;
    return { ...refused, detail: { ...refused.detail, environment: spec.environment } };
}
/** @returns who asked for the attempt; null when nobody did, a push for instance. */
function wishOf(turn, { release, spec, attempt }) {
    const before = turn.before.releases[(0,names/* releaseKey */.D)(release.app, release.number)];
    if (attempt.asked) {
        const { by, input } = attempt.asked;
        return { by, command: 'retry', isNew: !(before && hasAsked(before, input)) };
    }
    const promoted = spec.kind === 'deploy' ? promotion({ release, spec }) : undefined;
    if (promoted && spec.kind === 'deploy') {
        const known = before ? promotion({ release: before, spec }) : undefined;
        return { by: promoted.by, command: 'promote', isNew: known?.input !== promoted.input };
    }
    if (!release.spec.rollback)
        return null;
    return { by: release.spec.createdBy, command: 'rollback', isNew: before === undefined };
}
function hasAsked(release, input) {
    return release.phases
        .flatMap((phase) => phase.activities)
        .flatMap((activity) => activity.attempts)
        .some((attempt) => attempt.asked?.input === input);
}
function promotion({ release, spec }) {
    return (0,own/* own */.Z)(release.promoted, spec.environment);
}

// EXTERNAL MODULE: ./lib/domain/checks-gate.js
var checks_gate = __webpack_require__(4047);
// EXTERNAL MODULE: ./lib/domain/activity-inputs.js + 2 modules
var activity_inputs = __webpack_require__(4332);
// EXTERNAL MODULE: ./lib/domain/instant.js
var instant = __webpack_require__(5593);
// EXTERNAL MODULE: ./lib/domain/json.js
var json = __webpack_require__(7708);
;// CONCATENATED MODULE: ./lib/domain/gates.js






/** How long a value that does not exist yet, or a config that lacks something, is waited for (invariant 13). */
const MISSING_DEADLINE = 7 * instant/* DAY */.d_;
/** Judges an attempt against hold, policy, checks and inputs, in this order. */
function judgeGates(turn, tried) {
    const { release, spec } = tried;
    if (release.hold) {
        const { by, reason, at } = release.hold;
        return {
            kind: 'wait',
            for: 'on-hold',
            detail: { by: by.login, since: at, ...(reason === undefined ? {} : { reason }) },
        };
    }
    const patience = MISSING_DEADLINE;
    const policy = (0,policy_record/* policyFor */.KV)(turn.rules(), release, spec);
    if (policy === null)
        return { kind: 'wait', ...noPolicy(turn.policyAnswer()), patience };
    if (!(0,own/* own */.Z)(policy.apps, release.app)) {
        return { kind: 'wait', for: 'app-unknown', detail: { app: release.app }, patience };
    }
    if (spec.kind === 'task')
        return inputsGate(turn, tried, policy);
    const environment = (0,own/* own */.Z)(policy.environments, spec.environment);
    if (!environment) {
        return { kind: 'wait', for: 'environment-unknown', detail: { environment: spec.environment }, patience };
    }
    const checks = checksGate(turn, release, spec, environment);
    return checks ?? inputsGate(turn, tried, policy);
}
function noPolicy(answer) {
    if (answer.status === 'invalid')
        return { for: 'policy-invalid', detail: { problems: answer.errors } };
    return { for: 'policy-absent', detail: {} };
}
/**
 * Required checks of the environment and of the phase. A rollback is not gated: its target passed them when it
 * succeeded there, and it is wanted at once (design, section 5; A23).
 */
function checksGate(turn, release, spec, environment) {
    if (release.spec.rollback)
        return null;
    const required = requiredChecks(release, spec, environment);
    if (required.length === 0)
        return null;
    const found = turn.facts.need('checks', { sha: release.spec.sha });
    const patience = environment.gates.checksDeadline;
    if (found.status === 'unreadable') {
        return { kind: 'wait', for: 'checks-unreadable', detail: { message: found.message }, patience };
    }
    const verdict = (0,checks_gate/* judgeChecks */.LZ)(required, found.checks, (0,checks_gate/* ownRunIds */.KR)(turn.state));
    const { state, ...seen } = verdict;
    const detail = { environment: environment.name, sha: release.spec.sha, ...seen };
    if (state === 'green')
        return null;
    if (state === 'red')
        return { kind: 'shut', reason: 'checks-failed', detail };
    return {
        kind: 'wait',
        for: state === 'pending' ? 'checks-pending' : 'checks-missing',
        detail,
        patience,
    };
}
/** @returns the checks that environment (policy, as of now) and phase (as snapshotted) ask for. */
function requiredChecks(release, spec, environment) {
    const phase = release.spec.process.phases.find((each) => each.activities.includes(spec));
    return [...(environment.gates.checks ?? []), ...(phase?.gates.checks ?? [])];
}
function inputsGate(turn, tried, policy) {
    const resolved = (0,activity_inputs/* resolveInputs */.eL)(turn, tried, policy);
    if (resolved.kind === 'error') {
        return { kind: 'shut', reason: 'bad-expression', detail: { message: resolved.message } };
    }
    if (resolved.kind === 'missing') {
        return {
            kind: 'wait',
            for: 'input-missing',
            detail: { name: resolved.references.join(', ') },
            patience: MISSING_DEADLINE,
        };
    }
    return { kind: 'open', inputs: (0,json/* isJsonObject */.O)(resolved.value) ? resolved.value : {} };
}

// EXTERNAL MODULE: ./lib/domain/actor.js
var domain_actor = __webpack_require__(8225);
;// CONCATENATED MODULE: ./lib/domain/occupancy.js

/** @returns all attempts of all loaded releases of the app in this environment that `wanted` picks. */
function attemptsIn(state, app, environment, wanted) {
    return Object.values(state.releases)
        .filter((release) => release.app === app)
        .sort((a, b) => a.number - b.number)
        .flatMap((release) => deployAttempts(release))
        .filter(({ spec, attempt }) => spec.environment === environment && wanted(attempt));
}
/**
 * Who holds the section: the one live attempt in this environment (KUS-S12, KUS-S13). It is derived, never stored, so
 * that it cannot disagree with the releases.
 */
function occupantOf(state, app, environment) {
    return attemptsIn(state, app, environment, derive/* isLive */.DG)[0];
}
/** @returns every attempt of the release's deploys, in order. */
function deployAttempts(release) {
    return release.phases.flatMap((phase, index) => phase.activities.flatMap((activity) => {
        const spec = release.spec.process.phases[index]?.activities.find((each) => each.name === activity.name);
        if (spec?.kind !== 'deploy')
            return [];
        return activity.attempts.map((attempt) => ({
            release,
            spec,
            attempt,
            ref: {
                app: release.app,
                release: release.number,
                activity: activity.name,
                attempt: attempt.number,
            },
        }));
    }));
}
/** @returns names of the environments that the release deploys to, in order, skipped ones left out. */
function environmentsOf(release) {
    const skipped = new Set(release.phases
        .flatMap((phase) => phase.activities)
        .filter((activity) => activity.skipped)
        .map((activity) => activity.name));
    return release.spec.process.phases
        .flatMap((phase) => phase.activities)
        .flatMap((spec) => (spec.kind === 'deploy' && !skipped.has(spec.name) ? [spec.environment] : []));
}

// EXTERNAL MODULE: ./lib/domain/state.js
var domain_state = __webpack_require__(9093);
;// CONCATENATED MODULE: ./lib/domain/left-places.js




/** @returns what holds the place: a person's lock, a pin, or an attempt at work; null: nothing does. */
function holdOf(state, app, environment) {
    const { lock, pin } = (0,domain_state/* environmentState */.LS)(state, app, environment);
    if (occupantOf(state, app, environment))
        return 'taken';
    if (lock)
        return 'locked';
    return pin ? 'pinned' : null;
}
/**
 * @returns places that the config does not name any more and that are still held, by app and environment: what people
 *   locked or pinned, and what is at work, is not undone by editing a file.
 */
function leftPlaces(state, policy) {
    return Object.keys(state.apps).flatMap((app) => placesKnown(state, app).flatMap((environment) => {
        const held = isConfigured(policy, app, environment) ? null : holdOf(state, app, environment);
        return held === null ? [] : [{ app, environment, held }];
    }));
}
/** @returns apps that the config does not name any more and of which something is not over, or held. */
function leftApps(state, policy) {
    const held = new Set(leftPlaces(state, policy).map(({ app }) => app));
    const open = Object.values(state.releases).filter(({ status }) => !(0,derive/* isFinal */.dR)(status));
    for (const { app } of open)
        held.add(app);
    return Object.keys(state.apps).filter((app) => held.has(app) && !(0,own/* own */.Z)(policy.apps, app));
}
/** @returns environments of an app that were touched, locked or pinned, or that its open releases go to. */
function placesKnown(state, app) {
    const open = Object.values(state.releases).filter((each) => each.app === app && !(0,derive/* isFinal */.dR)(each.status));
    const touched = Object.keys((0,own/* own */.Z)(state.apps, app)?.environments ?? {});
    return [...new Set([...touched, ...open.flatMap(environmentsOf)])];
}
/** @returns whether the config still names both. */
function isConfigured(policy, app, environment) {
    return (0,own/* own */.Z)(policy.apps, app) !== undefined && (0,own/* own */.Z)(policy.environments, environment) !== undefined;
}

// EXTERNAL MODULE: ./lib/domain/supersede.js
var supersede = __webpack_require__(2452);
// EXTERNAL MODULE: ./lib/domain/waiting.js
var domain_waiting = __webpack_require__(7851);
;// CONCATENATED MODULE: ./lib/domain/seats.js










/**
 * Decides who of those that may go gets the one place in an environment (design, section 5): a rollback or a
 * promoted release before any other, of the others the newest; older ones are superseded, never queued behind it.
 * @param ready contenders of one app for one environment, oldest release first.
 */
function seat(turn, ready) {
    const directed = keepNewest(turn, ready.filter(isDirected).sort(byWord));
    const forward = keepNewest(turn, ready.filter((each) => !isDirected(each)));
    for (const contender of [...directed, ...forward.filter((each) => staysForward(turn, each))]) {
        const block = blockOf(turn, contender);
        if (block)
            (0,domain_waiting/* keepWaiting */.f)(turn, contender.ref, block);
        else
            start(turn, contender);
    }
}
function byWord(a, b) {
    return directedAt(a).localeCompare(directedAt(b)) || a.release.number - b.release.number;
}
/** Supersedes all but the last, of one release with several activities here none of its own. */
function keepNewest(turn, inOrder) {
    const newest = inOrder.at(-1);
    if (!newest)
        return [];
    const { number } = newest.release;
    for (const { release } of inOrder)
        if (release.number !== number)
            (0,supersede/* supersede */.h)(turn, release, number);
    return inOrder.filter(({ release }) => release.number === number);
}
/** Supersedes a forward deploy that would replace a higher number; under a pin it waits for a person instead. */
function staysForward(turn, contender) {
    const { app, number } = contender.release;
    const environment = turn.environment(app, contender.spec.environment);
    const there = environment.lastTouch?.release ?? 0;
    if (environment.pin || there <= number || standsFor(turn, app, there) <= number)
        return true;
    (0,supersede/* supersede */.h)(turn, contender.release, there);
    return false;
}
/** @returns the number that a release's code stands for: a rollback brought back that of an older one. */
function standsFor(turn, app, number) {
    const to = turn.release(app, number)?.spec.rollback?.to;
    return to === undefined ? number : standsFor(turn, app, to);
}
/** Why an attempt whose gates are open may not start here now; null when it may. */
function blockOf(turn, contender) {
    const { app } = contender.release;
    const name = contender.spec.environment;
    const environment = turn.environment(app, name);
    if (environment.lock)
        return { for: 'environment-locked', detail: lockDetail(name, environment) };
    if (environment.pin && !passesPin(contender, environment.pin)) {
        return { for: 'environment-pinned', detail: pinDetail(turn, app, name, environment) };
    }
    const former = formerOf(turn, app, name);
    if (former)
        return { for: 'former-place-held', detail: formerDetail(turn, name, former) };
    cancelForNewer(turn, contender);
    const occupant = occupantOf(turn.state, app, name);
    return occupant ? { for: 'environment-taken', detail: occupantDetail(turn, occupant) } : null;
}
/**
 * A place where nothing ever ran, beside one that left the config while it is held: most likely one place that got
 * another name, its app's or its environment's. Two runs must not meet there, and nothing that a person locked by a
 * command is freed by editing a file.
 */
function formerOf(turn, app, name) {
    const policy = turn.policy();
    const { pointer, lastTouch } = turn.environment(app, name);
    if (policy === null || pointer !== null || lastTouch !== null)
        return undefined;
    return leftPlaces(turn.state, policy)[0];
}
function formerDetail(turn, environment, former) {
    const there = turn.environment(former.app, former.environment);
    const occupant = occupantOf(turn.state, former.app, former.environment);
    const { environment: _, ...held } = former.held === 'taken' && occupant
        ? occupantDetail(turn, occupant)
        : former.held === 'locked'
            ? lockDetail(former.environment, there)
            : pinDetail(turn, former.app, former.environment, there);
    return { ...held, environment, former };
}
function start(turn, contender) {
    const { ref, inputs, spec } = contender;
    const refused = lostPermission(turn, contender);
    if (refused) {
        return (0,attempts/* endAttempt */.T8)(turn, ref, { status: 'failed', reason: refused.code, detail: refused.detail });
    }
    const policy = (0,policy_record/* policyFor */.KV)(turn.rules(), contender.release, spec);
    const deadline = policy ? (0,own/* own */.Z)(policy.environments, spec.environment)?.deadline : undefined;
    (0,attempts/* dispatchAttempt */.wd)(turn, ref, inputs, deadline ?? spec.deadline);
}
/** With `concurrency: cancel` older forward work gives way; what is unknown is for people to judge. */
function cancelForNewer(turn, contender) {
    const { release, spec } = contender;
    const policy = turn.policy();
    if (!policy || (0,own/* own */.Z)(policy.environments, spec.environment)?.concurrency !== 'cancel')
        return;
    const occupant = occupantOf(turn.state, release.app, spec.environment);
    if (!occupant || occupant.release.number >= release.number || isDirected(occupant))
        return;
    if (occupant.attempt.ending || occupant.attempt.status === 'unknown')
        return;
    (0,attempts/* stopAttempt */.oI)(turn, occupant.ref, { status: 'aborted', reason: 'superseded', by: domain_actor/* SIGNALBOX */.y });
    (0,supersede/* supersede */.h)(turn, occupant.release, release.number);
}
/** @returns who holds the environment, since when and why (CVX and KUS users: a lock must name its holder). */
function lockDetail(name, environment) {
    const lock = environment.lock;
    if (!lock)
        return { environment: name };
    return {
        environment: name,
        by: lock.by.login,
        since: lock.at,
        ...(lock.reason === undefined ? {} : { reason: lock.reason }),
        ...(lock.until === undefined ? {} : { until: lock.until }),
    };
}
/** @returns what the environment is pinned to, by whom and why. */
function pinDetail(turn, app, name, environment) {
    const pin = environment.pin;
    if (!pin)
        return { environment: name };
    return {
        environment: name,
        other: (0,names/* spellRelease */.e)({ app, number: pin.release }, turn.severalApps),
        by: pin.by.login,
        since: pin.at,
        ...(pin.reason === undefined ? {} : { reason: pin.reason }),
    };
}
/** @returns which attempt is at work in the environment. */
function occupantDetail(turn, occupant) {
    return {
        environment: occupant.spec.environment,
        other: (0,names/* spellRelease */.e)(occupant.release, turn.severalApps),
        since: occupant.attempt.dispatchedAt ?? occupant.attempt.createdAt,
        ...(occupant.attempt.run ? { run: occupant.attempt.run.url } : {}),
    };
}

// EXTERNAL MODULE: ./lib/domain/unanswered.js
var unanswered = __webpack_require__(5138);
;// CONCATENATED MODULE: ./lib/domain/advance.js







/** A phase opens only after the one before it is complete, so a few rounds reach the end of what can start. */
const ROUNDS = 200;
/**
 * Does everything that is due: opens phases, judges gates, gives environments to those who may go. Every turn of
 * the performer ends with it, whatever the turn began with (design, section 6).
 */
function advance(turn) {
    dropExpiredLocks(turn);
    for (let round = 0; round < ROUNDS; round += 1) {
        const before = turn.state;
        openPhases(turn);
        passGates(turn);
        if (turn.state === before)
            return;
    }
}
function dropExpiredLocks(turn) {
    for (const app of Object.values(turn.state.apps)) {
        for (const [name, environment] of Object.entries(app.environments)) {
            const until = environment.lock?.until;
            if (until !== undefined && until <= turn.now)
                turn.changeEnvironment(app.name, name, { lock: null });
        }
    }
}
/** Whether new work of the release may be begun or is at least wanted. */
function isActive(release) {
    return !(0,derive/* isFinal */.dR)(release.status) && !release.draft && !release.abort && !release.superseded;
}
function openPhases(turn) {
    for (const release of turn.loadedReleases().filter(isActive)) {
        const phase = release.phases.find((each) => !(0,derive/* isComplete */.As)(each.status));
        for (const activity of phase?.activities ?? []) {
            if (needsAttempt(activity)) {
                (0,attempts/* openAttempt */.Eu)(turn, { app: release.app, release: release.number, activity: activity.name });
            }
        }
    }
}
function needsAttempt(activity) {
    if (activity.skipped)
        return false;
    const newest = (0,derive/* newestAttempt */._M)(activity);
    return newest === undefined || newest.withdrawn === true;
}
function passGates(turn) {
    const waiting = turn.loadedReleases().filter(isActive).flatMap(waitingAttempts);
    const verdicts = turn.facts.all(waiting.map((each) => () => judge(turn, each)));
    const contenders = [];
    waiting.forEach((each, index) => {
        const verdict = verdicts[index];
        if (verdict === undefined)
            return;
        const pass = () => passGate(turn, each, verdict);
        const contender = (0,unanswered/* unlessUnanswered */.t)(turn, pass, (missing) => awaitAnswer(turn, [each], missing));
        if (contender)
            contenders.push(contender);
    });
    for (const group of groupByEnvironment(contenders))
        seatCalmly(turn, group);
}
/** What cannot be known now keeps only whom it is about from going on, never the input that the turn is for. */
function judge(turn, each) {
    return (0,unanswered/* unlessUnanswered */.t)(turn, () => judgeGates(turn, each), (missing) => ({ kind: 'wait', ...(0,unanswered/* causeOf */.r)(missing) }));
}
/** Who of several goes first may depend on what cannot be known: then none of them takes the place. */
function seatCalmly(turn, group) {
    const ready = group.flatMap((each) => stillWaiting(turn, each));
    (0,unanswered/* unlessUnanswered */.t)(turn, () => seat(turn, ready), (missing) => awaitAnswer(turn, ready, missing));
}
function awaitAnswer(turn, waiting, missing) {
    for (const { ref } of waiting)
        (0,domain_waiting/* keepWaiting */.f)(turn, ref, (0,unanswered/* causeOf */.r)(missing));
    return null;
}
/** What was decided for one environment may have ended, or superseded, who contends for the next. */
function stillWaiting(turn, contender) {
    const release = turn.release(contender.ref.app, contender.ref.release);
    const attempt = release && isActive(release) ? (0,attempts/* findAttempt */.Vb)(release, contender.ref) : undefined;
    return release && attempt?.status === 'waiting' ? [{ ...contender, release, attempt }] : [];
}
function waitingAttempts(release) {
    return release.phases
        .flatMap((phase) => phase.activities)
        .flatMap((activity) => {
        const attempt = (0,derive/* newestAttempt */._M)(activity);
        const spec = (0,attempts/* activitySpec */.nO)(release, activity.name);
        if (attempt?.status !== 'waiting' || !spec)
            return [];
        const ref = {
            app: release.app,
            release: release.number,
            activity: activity.name,
            attempt: attempt.number,
        };
        return [{ release, spec, attempt, ref }];
    });
}
/** @returns the attempt as a contender for its environment when its own gates are open. */
function passGate(turn, each, verdict) {
    if (verdict.kind === 'shut') {
        (0,attempts/* endAttempt */.T8)(turn, each.ref, { status: 'failed', reason: verdict.reason, detail: verdict.detail });
        return null;
    }
    if (verdict.kind === 'wait') {
        (0,domain_waiting/* keepWaiting */.f)(turn, each.ref, verdict);
        endOverdue(turn, each, verdict.for);
        return null;
    }
    if (each.spec.kind === 'deploy')
        return { ...each, spec: each.spec, inputs: verdict.inputs };
    const refused = lostPermission(turn, each);
    if (refused)
        (0,attempts/* endAttempt */.T8)(turn, each.ref, { status: 'failed', reason: refused.code, detail: refused.detail });
    else
        (0,attempts/* dispatchAttempt */.wd)(turn, each.ref, verdict.inputs, each.spec.deadline);
    return null;
}
function endOverdue(turn, each, cause) {
    const waiting = each.attempt.waiting;
    if (waiting?.for !== cause || waiting.until === undefined || waiting.until > turn.now)
        return;
    (0,attempts/* endAttempt */.T8)(turn, each.ref, { status: 'failed', reason: overdue(cause), detail: waiting.detail });
}
function overdue(cause) {
    if (cause === 'input-missing')
        return 'input-deadline';
    return cause.startsWith('checks-') ? 'checks-deadline' : 'deadline';
}
function groupByEnvironment(contenders) {
    const groups = new Map();
    for (const contender of contenders) {
        const key = `${contender.release.app}/${contender.spec.environment}`;
        groups.set(key, [...(groups.get(key) ?? []), contender]);
    }
    return [...groups.values()];
}

;// CONCATENATED MODULE: ./lib/domain/spell.js

/**
 * Spells a command so that it can be pasted as it is. With several apps the release carries the app's name
 * (`web@v12`); where there is no release, `--app` does.
 */
function say(name, about, severalApps) {
    const { app, release, environment, more } = about;
    const words = [`/${name}`];
    if (release !== undefined && app !== undefined) {
        words.push((0,names/* spellRelease */.e)({ app, number: release }, severalApps));
    }
    if (environment !== undefined)
        words.push(environment);
    if (severalApps && app !== undefined && release === undefined)
        words.push(`--app ${app}`);
    // A reason takes all that is behind it.
    if (more !== undefined)
        words.push(more);
    return words.join(' ');
}

;// CONCATENATED MODULE: ./lib/domain/asked.js




/** One command being answered: who asked, when, and under which policy. */
class Asked {
    turn;
    input;
    policy;
    constructor(turn, input, policy) {
        this.turn = turn;
        this.input = input;
        this.policy = policy;
    }
    get actor() {
        return this.input.actor;
    }
    /** The person's word, for the record. */
    mark(reason) {
        return {
            by: this.actor,
            at: this.turn.now,
            input: this.input.id,
            ...(reason === undefined ? {} : { reason }),
        };
    }
    /** @returns a command to paste. */
    say(name, about) {
        return say(name, about, this.turn.severalApps);
    }
    /**
     * @param filled what was missing.
     * @returns the command as it was written, with that in it, to paste: whoever leaves out `--cancel`, or the environment,
     * would be told to do something else than was meant.
     */
    again(filled) {
        const { command, rest } = this.input;
        const release = 'release' in command ? command.release : undefined;
        const environment = 'environment' in command ? command.environment : undefined;
        const app = filled.app ?? command.app ?? release?.app;
        const number = filled.release ?? release?.number;
        const place = filled.environment ?? environment;
        return this.say(command.name, {
            ...(app === undefined ? {} : { app }),
            ...(number === undefined ? {} : { release: number }),
            ...(place === undefined ? {} : { environment: place }),
            ...(rest === undefined ? {} : { more: rest }),
        });
    }
    /** Whether something happened only after the command was written: an implied target is then not what was meant. */
    isAfter(instant) {
        return instant !== undefined && instant > this.input.writtenAt;
    }
    /** @returns the refusal that names the explicit command (invariant 10). */
    targetChanged(explicit) {
        return (0,domain_answers/* refuse */.TR)('target-changed', { candidates: [explicit] }, [explicit]);
    }
    /**
     * Asks whether the person may do this: here, in these environments.
     * @returns null when permitted, else the refusal that names what was needed and what was found.
     */
    permit(environments = []) {
        const scopes = environments.length === 0
            ? [this.policy.roles]
            : environments.map((name) => grantsIn(this.policy, name));
        const refusals = scopes.map((grants) => this.#judge(grants));
        return refusals.find((each) => each !== null) ?? null;
    }
    /** Whether the role is held anywhere, so that a stranger is refused before anything is told. */
    permitSomewhere() {
        const refusals = allGrants(this.policy).map((grants) => this.#judge(grants));
        return refusals.includes(null) ? null : (refusals[0] ?? null);
    }
    #judge(grants) {
        const role = command/* COMMAND_RULES */.u[this.input.command.name].role;
        const access = accessOf(this.turn, this.actor, this.policy);
        return judgeAccess(grants, access, role, this.actor);
    }
}

// EXTERNAL MODULE: ./lib/domain/create-release.js
var create_release = __webpack_require__(4818);
;// CONCATENATED MODULE: ./lib/domain/targets.js





/**
 * @param apps those that may be meant: the config's, unless told.
 * @returns the app that was named, or the only one there is.
 */
function pickApp(asked, named, apps = Object.keys(asked.policy.apps)) {
    if (named !== undefined) {
        if (apps.includes(named))
            return { ok: true, value: named, filled: [] };
        return { ok: false, answer: (0,domain_answers/* refuse */.TR)('no-such-app', { app: named, candidates: apps }) };
    }
    const possible = narrowByPull(asked, apps);
    const [only] = possible;
    if (only !== undefined && possible.length === 1) {
        return { ok: true, value: only, filled: apps.length > 1 ? [`app ${only}`] : [] };
    }
    const candidates = apps.map((app) => asked.again({ app }));
    return { ok: false, answer: (0,domain_answers/* refuse */.TR)('which-app', { candidates }, candidates) };
}
/**
 * @param possible whether the command makes sense in this environment of this app.
 * @param none the answer when it makes sense nowhere.
 */
function pickPlace(asked, named, possible, none) {
    if (named.environment !== undefined)
        return pickNamedPlace(asked, named.app, named.environment);
    const apps = possibleApps(asked, named.app);
    if (!apps.ok)
        return apps;
    const places = apps.value.flatMap((app) => knownEnvironments(asked, app)
        .filter((environment) => possible(app, environment))
        .map((environment) => ({ app, environments: [environment] })));
    const [only] = places;
    if (!only)
        return { ok: false, answer: none() };
    if (places.length === 1) {
        return { ok: true, value: only, filled: [`environment ${only.environments.join(', ')}`] };
    }
    const candidates = places.map(({ app, environments }) => asked.again({ app, environment: environments.join() }));
    return { ok: false, answer: (0,domain_answers/* refuse */.TR)('which-environment', { candidates }, candidates) };
}
/** @returns the environments that a name stands for: one by name, or all of a phase (design, section 7). */
function environmentsNamed(policy, app, name) {
    if ((0,own/* own */.Z)(policy.environments, name))
        return [name];
    return environmentsOfPhase(policy, phasesOf(policy, app).find((each) => each.name === name));
}
/** @returns the phases of the app's process, as policy has it now. */
function phasesOf(policy, app) {
    return (0,own/* own */.Z)(policy.processes, (0,own/* own */.Z)(policy.apps, app)?.process ?? '')?.phases ?? [];
}
/** @returns the environments that a phase deploys to, each once. */
function environmentsOfPhase(policy, phase) {
    const found = (phase?.activities ?? []).flatMap((each) => each.kind === 'deploy' ? (0,create_release/* selectEnvironments */.fE)(policy.environments, each.to).map((one) => one.name) : []);
    return [...new Set(found)];
}
/**
 * @param possible whether the command makes sense for this release; only asked when none was named.
 * @param none the answer when it makes sense for none.
 */
function pickRelease(asked, named, possible, none) {
    const { release } = named;
    const appName = release?.app ?? named.app;
    if (release !== undefined)
        return pickNamedRelease(asked, appName, release);
    const apps = possibleApps(asked, appName);
    if (!apps.ok)
        return apps;
    const found = apps.value.flatMap((app) => (0,domain_state/* appState */.XJ)(asked.turn.state, app)
        .summaries.filter((summary) => possible(summary, app))
        .map((summary) => ({ app, number: summary.number })));
    const [only] = found;
    if (!only)
        return { ok: false, answer: none() };
    if (found.length > 1)
        return { ok: false, answer: whichRelease(asked, found) };
    const record = asked.turn.release(only.app, only.number);
    if (!record)
        return { ok: false, answer: none() };
    const spelled = asked.again({ app: only.app, release: only.number });
    if (asked.isAfter(record.spec.createdAt))
        return { ok: false, answer: asked.targetChanged(spelled) };
    return { ok: true, value: record, filled: [`release ${spelled.split(' ')[1] ?? ''}`] };
}
/** @returns the config's apps, and those that left it while something of them is not over: they must stay reachable. */
function reachableApps({ policy, turn }) {
    return [...Object.keys(policy.apps), ...leftApps(turn.state, policy)];
}
/** @returns the named app alone, or all that may be meant. */
function possibleApps(asked, named) {
    if (named === undefined) {
        return { ok: true, value: narrowByPull(asked, reachableApps(asked)), filled: [] };
    }
    const app = pickApp(asked, named, reachableApps(asked));
    return app.ok ? { ok: true, value: [app.value], filled: [] } : app;
}
function whichRelease(asked, found) {
    const candidates = found.slice(0, 10).map((each) => asked.again({ app: each.app, release: each.number }));
    return (0,domain_answers/* refuse */.TR)('which-release', { candidates }, candidates);
}
function pickNamedRelease(asked, appName, arg) {
    const app = pickApp(asked, appName, reachableApps(asked));
    if (!app.ok)
        return app;
    const release = asked.turn.release(app.value, arg.number);
    if (release)
        return { ok: true, value: release, filled: app.filled };
    const newest = (0,domain_state/* appState */.XJ)(asked.turn.state, app.value).nextNumber - 1;
    const candidates = newest > 0 ? [asked.say('releases', { app: app.value })] : [];
    const detail = {
        release: `v${arg.number}`,
        app: app.value,
        ...(newest > 0 ? { other: `v${newest}` } : {}),
    };
    return { ok: false, answer: (0,domain_answers/* refuse */.TR)('no-such-release', detail, candidates) };
}
function pickNamedPlace(asked, named, environment) {
    const app = pickApp(asked, named, reachableApps(asked));
    if (!app.ok)
        return app;
    const environments = environmentsNamed(asked.policy, app.value, environment);
    // An environment that policy no longer names may still be locked or taken: it must stay reachable, also beside a phase
    // that is called like it.
    const { state } = asked.turn;
    const left = leftPlaces(state, asked.policy).filter((each) => each.app === app.value);
    const wasTouched = environments.length === 0 && Object.hasOwn((0,domain_state/* appState */.XJ)(state, app.value).environments, environment);
    const isLeft = wasTouched || left.some((each) => each.environment === environment);
    const found = isLeft ? [...environments, environment] : environments;
    if (found.length > 0) {
        return { ok: true, value: { app: app.value, environments: found }, filled: app.filled };
    }
    const known = knownEnvironments(asked, app.value);
    const answer = (0,domain_answers/* refuse */.TR)('no-such-environment', { environment, environments: known });
    return { ok: false, answer };
}
/** The config's, and those that left it and are still held. */
function knownEnvironments({ policy, turn }, app) {
    const left = leftPlaces(turn.state, policy).filter((each) => each.app === app);
    const configured = (0,own/* own */.Z)(policy.apps, app) ? Object.keys(policy.environments) : [];
    return [...configured, ...left.map(({ environment }) => environment)];
}
/** A pull request narrows the app, and nothing else (design, section 7). */
function narrowByPull(asked, apps) {
    const comment = asked.input.comment;
    if (!comment?.pull || apps.length === 1)
        return apps;
    const told = asked.turn.loadedReleases().filter((each) => each.spec.pulls.includes(comment.issue));
    const narrowed = apps.filter((app) => told.some((each) => each.app === app));
    return narrowed.length > 0 ? narrowed : apps;
}

;// CONCATENATED MODULE: ./lib/domain/commands/abort.js







/**
 * `/abort [vN] --reason …`: nothing new starts; what runs is cancelled, and the release is aborted once no admitted run
 * can still live (invariant 5). `--force` does not wait for that.
 */
function commandAbort(asked, command) {
    const { turn } = asked;
    const picked = pickRelease(asked, command, (summary) => !(0,derive/* isFinal */.dR)(summary.status), () => (0,domain_answers/* tell */.qz)('nothing-to-do', {}, ['/releases']));
    if (!picked.ok)
        return picked.answer;
    const release = picked.value;
    const name = (0,names/* spellRelease */.e)(release, turn.severalApps);
    const refused = asked.permit(environmentsOf(release));
    if (refused)
        return refused;
    if ((0,derive/* isFinal */.dR)(release.status))
        return (0,domain_answers/* refuse */.TR)('release-final', { release: name, found: release.status });
    turn.changeRelease(release.app, release.number, (each) => ({
        ...each,
        // Said again, it may end more by `--force`; who ended it first, and why, stays.
        abort: each.abort ?? asked.mark(command.reason),
    }));
    const note = command.reason === undefined ? {} : { note: command.reason };
    const ending = { status: 'aborted', reason: 'aborted', by: asked.actor, ...note };
    for (const { ref } of (0,supersede/* attemptRefs */.I)(release))
        (0,attempts/* stopAttempt */.oI)(turn, ref, ending, command.force);
    const after = turn.release(release.app, release.number) ?? release;
    const out = (0,derive/* liveAttempts */.Rs)(after).length > 0;
    const detail = { release: name, by: asked.actor.login, filled: picked.filled };
    const reason = command.reason === undefined ? {} : { reason: command.reason };
    const next = [asked.say('retry', { app: release.app, release: release.number })];
    return (0,domain_answers/* done */.Vw)(out ? 'abort-requested' : 'aborted-now', { ...detail, ...reason }, out ? ['/status'] : next);
}

;// CONCATENATED MODULE: ./lib/domain/commands/hold.js








/** `/hold [vN]`: a person pauses the release; owed dispatches are withdrawn, what runs comes to its end. */
function commandHold(asked, command) {
    const { turn } = asked;
    const picked = pickRelease(asked, command, (summary, app) => !(0,derive/* isFinal */.dR)(summary.status) && !(0,domain_state/* loadedRelease */.$J)(turn.state, app, summary.number)?.hold, () => (0,domain_answers/* tell */.qz)('nothing-to-do', {}, ['/releases']));
    if (!picked.ok)
        return picked.answer;
    const release = picked.value;
    const name = (0,names/* spellRelease */.e)(release, turn.severalApps);
    const refused = asked.permit(environmentsOf(release));
    if (refused)
        return refused;
    if ((0,derive/* isFinal */.dR)(release.status))
        return (0,domain_answers/* refuse */.TR)('release-final', { release: name, found: release.status });
    const next = [asked.say('resume', { app: release.app, release: release.number })];
    if (release.hold) {
        const { by, at } = release.hold;
        return (0,domain_answers/* tell */.qz)('already-held', { release: name, by: by.login, since: at }, next);
    }
    turn.changeRelease(release.app, release.number, (each) => ({ ...each, hold: asked.mark(command.reason) }));
    const refs = (0,supersede/* attemptRefs */.I)(release);
    const owed = refs.filter((each) => each.status === 'pending');
    for (const { ref } of owed)
        (0,attempts/* withdrawAttempt */.kR)(turn, ref, 'on-hold');
    const detail = {
        release: name,
        by: asked.actor.login,
        withdrawn: owed.map(({ ref }) => `${name} ${ref.activity}`),
        out: refs.filter((each) => each.status === 'running').map(({ ref }) => `${name} ${ref.activity}`),
        ...(command.reason === undefined ? {} : { reason: command.reason }),
    };
    return (0,domain_answers/* done */.Vw)('held', { ...detail, filled: picked.filled }, next);
}
/** `/resume [vN]`: the release goes on. */
function commandResume(asked, command) {
    const { turn } = asked;
    const picked = pickRelease(asked, command, (summary, app) => (0,domain_state/* loadedRelease */.$J)(turn.state, app, summary.number)?.hold !== undefined, () => (0,domain_answers/* tell */.qz)('not-held', {}, ['/status']));
    if (!picked.ok)
        return picked.answer;
    const release = picked.value;
    const refused = asked.permit(environmentsOf(release));
    if (refused)
        return refused;
    const detail = { release: (0,names/* spellRelease */.e)(release, turn.severalApps), filled: picked.filled };
    if (!release.hold)
        return (0,domain_answers/* tell */.qz)('not-held', detail, ['/status']);
    turn.changeRelease(release.app, release.number, ({ hold: _hold, ...each }) => each);
    return (0,domain_answers/* done */.Vw)('resumed', detail, [asked.say('info', { app: release.app, release: release.number })]);
}

;// CONCATENATED MODULE: ./lib/domain/commands/lock.js







/** `/lock [env] [--for 2h] --reason …`: a person holds the environment; owed dispatches are withdrawn (invariant 6). */
function commandLock(asked, command) {
    const { turn } = asked;
    const place = pickPlace(asked, command, (app, environment) => turn.environment(app, environment).lock === null, () => (0,domain_answers/* tell */.qz)('already-locked', {}, ['/status']));
    if (!place.ok)
        return place.answer;
    const { app, environments } = place.value;
    const refused = asked.permit(environments);
    if (refused)
        return refused;
    const held = environments.find((each) => turn.environment(app, each).lock !== null);
    if (held !== undefined)
        return alreadyLocked(asked, app, held);
    const withdrawn = environments.flatMap((each) => lockOne(asked, command, app, each));
    const out = environments.flatMap((each) => runningIn(asked, app, each));
    const [first = ''] = environments;
    const detail = {
        ...lockDetail(first, turn.environment(app, first)),
        environments,
        filled: place.filled,
        withdrawn,
        out,
    };
    const next = environments.map((environment) => asked.say('unlock', { app, environment }));
    return (0,domain_answers/* done */.Vw)('locked-now', detail, next);
}
/** @returns what was withdrawn, spelled for people. */
function lockOne(asked, command, app, environment) {
    const { turn } = asked;
    const lock = {
        ...asked.mark(command.reason),
        ...(command.for === undefined ? {} : { until: (0,instant/* plus */.tY)(turn.now, command.for) }),
    };
    turn.changeEnvironment(app, environment, { lock });
    const owed = attemptsIn(turn.state, app, environment, (attempt) => attempt.status === 'pending');
    for (const { ref } of owed)
        (0,attempts/* withdrawAttempt */.kR)(turn, ref, 'environment-locked');
    return owed.map(({ release }) => `${(0,names/* spellRelease */.e)(release, turn.severalApps)} ${environment}`);
}
function runningIn(asked, app, environment) {
    const { turn } = asked;
    return attemptsIn(turn.state, app, environment, (attempt) => attempt.status === 'running').map(({ release }) => `${(0,names/* spellRelease */.e)(release, turn.severalApps)} ${environment}`);
}
/** A lock's refusal names its holder; the owner asking again is only told. */
function alreadyLocked(asked, app, environment) {
    const state = asked.turn.environment(app, environment);
    const detail = lockDetail(environment, state);
    const next = [asked.say('unlock', { app, environment })];
    if (state.lock?.by.id === asked.actor.id)
        return (0,domain_answers/* tell */.qz)('already-locked', detail, next);
    return (0,domain_answers/* refuse */.TR)('environment-locked', detail, next);
}

;// CONCATENATED MODULE: ./lib/domain/commands/pin.js






/** `/pin [env]`: the environment stays on what runs there until `/unpin` or `/promote`. */
function commandPin(asked, command) {
    const { turn } = asked;
    const place = pickPlace(asked, command, (app, environment) => {
        const state = turn.environment(app, environment);
        return state.pin === null && state.pointer !== null;
    }, () => (0,domain_answers/* tell */.qz)('nothing-to-do', {}, ['/status']));
    if (!place.ok)
        return place.answer;
    const { app, environments } = place.value;
    const refused = asked.permit(environments);
    if (refused)
        return refused;
    const free = environments.filter((each) => turn.environment(app, each).pin === null);
    const [first] = free;
    if (first === undefined) {
        const [held = ''] = environments;
        return (0,domain_answers/* tell */.qz)('already-pinned', pinDetail(turn, app, held, turn.environment(app, held)));
    }
    const empty = free.find((each) => turn.environment(app, each).pointer === null);
    if (empty !== undefined)
        return (0,domain_answers/* refuse */.TR)('no-rollback-target', { environment: empty });
    const withdrawn = free.flatMap((each) => pinOne(asked, app, each, command.reason));
    const pinned = { ...pinDetail(turn, app, first, turn.environment(app, first)), environments: free };
    const detail = { ...pinned, withdrawn };
    const next = environments.map((environment) => asked.say('unpin', { app, environment }));
    return (0,domain_answers/* done */.Vw)('pinned-now', { ...detail, filled: place.filled }, next);
}
/** @returns what was withdrawn, spelled for people. */
function pinOne(asked, app, environment, reason) {
    const { turn } = asked;
    const { pointer } = turn.environment(app, environment);
    if (!pointer)
        return [];
    turn.changeEnvironment(app, environment, { pin: { release: pointer.release, ...asked.mark(reason) } });
    const owed = attemptsIn(turn.state, app, environment, (attempt) => attempt.status === 'pending');
    for (const { ref } of owed)
        (0,attempts/* withdrawAttempt */.kR)(turn, ref, 'environment-pinned');
    return owed.map(({ release }) => `${(0,names/* spellRelease */.e)(release, turn.severalApps)} ${environment}`);
}
/** `/unpin [env]`: deploys go on there by themselves again. */
function commandUnpin(asked, command) {
    const { turn } = asked;
    const place = pickPlace(asked, command, (app, environment) => turn.environment(app, environment).pin !== null, () => (0,domain_answers/* tell */.qz)('not-pinned', {}, ['/status']));
    if (!place.ok)
        return place.answer;
    const { app, environments } = place.value;
    const refused = asked.permit(environments);
    if (refused)
        return refused;
    const pinned = environments.filter((each) => turn.environment(app, each).pin !== null);
    const [first] = pinned;
    if (first === undefined)
        return (0,domain_answers/* tell */.qz)('not-pinned', { environments }, ['/status']);
    const newer = pinned.find((each) => asked.isAfter(turn.environment(app, each).pin?.at));
    if (newer !== undefined)
        return asked.targetChanged(asked.say('unpin', { app, environment: newer }));
    const detail = pinDetail(turn, app, first, turn.environment(app, first));
    for (const environment of pinned)
        turn.changeEnvironment(app, environment, { pin: null });
    const going = pinned.flatMap((environment) => heldBack(turn, app, environment));
    return (0,domain_answers/* done */.Vw)('unpinned', { ...detail, environments: pinned, going, filled: place.filled }, ['/status']);
}
/** What the pin kept from an environment: whoever takes it away should know what comes. */
function heldBack(turn, app, environment) {
    const isHeldBack = ({ status, waiting }) => status === 'waiting' && waiting?.for === 'environment-pinned';
    return attemptsIn(turn.state, app, environment, isHeldBack).map(({ release }) => `${(0,names/* spellRelease */.e)(release, turn.severalApps)} ${environment}`);
}

;// CONCATENATED MODULE: ./lib/domain/commands/promote.js








/**
 * `/promote [vN] [env]`: starts a draft (CVX-S04, CVX-S05), or sends a release past a pin into an environment it
 * waits for; the pin goes, because a person has said what shall run there.
 */
function commandPromote(asked, command) {
    const picked = pickRelease(asked, command, (summary, app) => {
        const release = (0,domain_state/* loadedRelease */.$J)(asked.turn.state, app, summary.number);
        return release !== undefined && (release.draft === true || pinnedPlaces(asked, release).length > 0);
    }, () => (0,domain_answers/* tell */.qz)('nothing-to-do', {}, ['/status', '/releases']));
    if (!picked.ok)
        return picked.answer;
    const release = picked.value;
    const environments = placesFor(asked, release, command.environment);
    if (command.environment !== undefined && environments.length === 0) {
        const known = Object.keys(asked.policy.environments);
        return (0,domain_answers/* refuse */.TR)('no-such-environment', { environment: command.environment, environments: known });
    }
    // A draft starts as a whole, whatever environment was named.
    const refused = asked.permit(release.draft ? environmentsOf(release) : environments);
    if (refused)
        return refused;
    if ((0,derive/* isFinal */.dR)(release.status))
        return refuseFinal(asked, release, environments);
    if (release.draft)
        return activate(asked, release, picked.filled);
    return promote(asked, release, environments, picked.filled);
}
function placesFor(asked, release, named) {
    return named === undefined
        ? pinnedPlaces(asked, release)
        : environmentsNamed(asked.policy, release.app, named);
}
/** Environments where this release waits behind a pin. */
function pinnedPlaces(asked, release) {
    return waitingPlaces(release).filter((environment) => asked.turn.environment(release.app, environment).pin !== null);
}
function waitingPlaces(release) {
    return release.phases.flatMap((phase, index) => phase.activities.flatMap((activity) => {
        const spec = release.spec.process.phases[index]?.activities.find((each) => each.name === activity.name);
        const waits = (0,derive/* newestAttempt */._M)(activity)?.status === 'waiting';
        return spec?.kind === 'deploy' && waits ? [spec.environment] : [];
    }));
}
function activate(asked, release, filled) {
    asked.turn.changeRelease(release.app, release.number, ({ draft: _draft, ...each }) => each);
    const name = (0,names/* spellRelease */.e)(release, asked.turn.severalApps);
    const next = [asked.say('info', { app: release.app, release: release.number })];
    return (0,domain_answers/* done */.Vw)('release-activated', { release: name, filled }, next);
}
function promote(asked, release, environments, filled) {
    const { turn } = asked;
    const name = (0,names/* spellRelease */.e)(release, turn.severalApps);
    if (environments.length === 0)
        return (0,domain_answers/* tell */.qz)('nothing-to-do', { release: name }, ['/status']);
    const waiting = waitingPlaces(release);
    const far = environments.find((environment) => !waiting.includes(environment));
    if (far !== undefined) {
        return (0,domain_answers/* refuse */.TR)('release-not-reached', { release: name, environment: far }, ['/status']);
    }
    const locked = environments.find((environment) => turn.environment(release.app, environment).lock);
    if (locked !== undefined) {
        const unlock = asked.say('unlock', { app: release.app, environment: locked });
        return (0,domain_answers/* refuse */.TR)('environment-locked', lockDetail(locked, turn.environment(release.app, locked)), [unlock]);
    }
    for (const environment of environments) {
        turn.changeEnvironment(release.app, environment, { pin: null });
        turn.changeRelease(release.app, release.number, (each) => ({
            ...each,
            promoted: { ...each.promoted, [environment]: asked.mark() },
        }));
    }
    return (0,domain_answers/* done */.Vw)('promoted', { release: name, environments, filled }, ['/status']);
}
/** What is over does not start any more, a draft least of all; the answer says what does. */
function refuseFinal(asked, release, environments) {
    const { app, number, status, spec } = release;
    const name = (0,names/* spellRelease */.e)(release, asked.turn.severalApps);
    const next = {
        failed: () => [asked.say('retry', { app, release: number })],
        aborted: () => [asked.say('retry', { app, release: number })],
        superseded: () => [asked.say('release', { app, more: spec.sha.slice(0, 12) })],
    };
    const rollback = () => environments.map((environment) => asked.say('rollback', { app, release: number, environment }));
    return (0,domain_answers/* refuse */.TR)('release-final', { release: name, found: status }, ((0,own/* own */.Z)(next, status) ?? rollback)());
}

// EXTERNAL MODULE: ./lib/domain/environment.js
var domain_environment = __webpack_require__(9505);
;// CONCATENATED MODULE: ./lib/domain/commands/queries.js










/** Releases that a list shows (CVX-D06 shows ten). */
const LISTED = 10;
/** `/releases`: newest first (CVX-S09, C-29). */
function commandReleases(asked, command) {
    const app = pickApp(asked, command.app, reachableApps(asked));
    if (!app.ok)
        return app.answer;
    const refused = asked.permit();
    if (refused)
        return refused;
    const releases = (0,domain_state/* appState */.XJ)(asked.turn.state, app.value).summaries.slice(0, LISTED);
    const [newest] = releases;
    const next = newest ? [asked.say('info', { app: app.value, release: newest.number }), '/status'] : [];
    return (0,domain_answers/* tell */.qz)('releases-listed', { app: app.value, releases, filled: app.filled }, next);
}
/** `/status`: what runs where, what is going on there, and who waits for what (KUS-D26). */
function commandStatus(asked, command) {
    const refused = asked.permit();
    if (refused)
        return refused;
    const known = reachableApps(asked);
    if (command.app !== undefined && !known.includes(command.app)) {
        return (0,domain_answers/* refuse */.TR)('no-such-app', { app: command.app, candidates: known });
    }
    const apps = command.app === undefined ? known : [command.app];
    const unreadable = command.app === undefined ? (asked.turn.state.unreadable ?? {}) : {};
    const places = apps.filter((app) => !Object.hasOwn(unreadable, app)).flatMap((app) => placesOf(asked, app));
    const broken = Object.entries(unreadable).map(([app, { file, why }]) => ({ app, file, why }));
    const next = broken.length === 0 ? helpFor(asked, places) : ['/repair'];
    const { owed } = asked.turn.state.repository;
    const lacking = [...new Set(owed.flatMap(({ lacks }) => lacks ?? []))].sort();
    const keptBack = owed.filter(({ limited }) => limited).length;
    const trouble = {
        ...(broken.length === 0 ? {} : { broken }),
        ...(lacking.length === 0 ? {} : { lacking }),
        ...(keptBack === 0 ? {} : { keptBack }),
    };
    return (0,domain_answers/* tell */.qz)('status-listed', { places, ...trouble }, next);
}
/** @returns what helps where something waits or is uncertain, as commands to paste; four at most. */
function helpFor(asked, places) {
    const commands = places.flatMap((place) => {
        const { app, environment, state, occupant, waiting } = place;
        if ((0,domain_environment/* isUncertain */.cp)(state) && state.lastTouch !== null && occupant === null) {
            return [
                asked.say('retry', { app, release: state.lastTouch.release }),
                asked.say('rollback', { app, environment }),
            ];
        }
        if (state.lastTouch?.outcome === 'unknown')
            return [asked.say('unlock', { app, environment })];
        const open = asked.turn.loadedReleases(app).filter(({ status }) => !(0,derive/* isFinal */.dR)(status));
        const isGoingOn = occupant !== null || waiting.length > 0;
        return isGoingOn ? open.slice(-1).map(({ number }) => asked.say('info', { app, release: number })) : [];
    });
    return [...new Set([...commands, '/releases'])].slice(0, 4);
}
/** `/info vN`: one release with everything about it (CVX-S11, KUS-D20). */
function commandInfo(asked, command) {
    const picked = pickRelease(asked, command, () => false, () => (0,domain_answers/* tell */.qz)('nothing-to-do'));
    if (!picked.ok)
        return picked.answer;
    const refused = asked.permit();
    if (refused)
        return refused;
    const shown = picked.value;
    const next = nextAbout(asked, shown);
    const release = (0,names/* spellRelease */.e)(shown, asked.turn.severalApps);
    return (0,domain_answers/* tell */.qz)('release-shown', { release, shown, filled: picked.filled }, next);
}
/** @returns what can be done about this release now; going back to it only where something else has come since. */
function nextAbout(asked, shown) {
    const about = { app: shown.app, release: shown.number };
    if (!(0,derive/* isFinal */.dR)(shown.status)) {
        const onward = onwardFor(asked, shown);
        const usual = onward.length === 0 ? [asked.say(shown.hold ? 'resume' : 'hold', about)] : [];
        return [...onward, ...usual, asked.say('abort', about)];
    }
    if (shown.status === 'superseded')
        return ['/releases'];
    if (shown.status !== 'succeeded')
        return [asked.say('retry', about)];
    const isLeft = environmentsOf(shown).some((name) => asked.turn.environment(shown.app, name).lastTouch?.release !== shown.number);
    return [isLeft ? asked.say('rollback', about) : '/status'];
}
/** @returns what sends a release on that waits for a person. */
function onwardFor(asked, shown) {
    const about = { app: shown.app, release: shown.number };
    if (shown.draft)
        return [asked.say('promote', about)];
    const activities = shown.phases.flatMap((phase) => phase.activities);
    return activities.flatMap((activity) => {
        const spec = (0,attempts/* activitySpec */.nO)(shown, activity.name);
        const attempt = (0,derive/* newestAttempt */._M)(activity);
        if (spec?.kind !== 'deploy')
            return [];
        const { environment } = spec;
        if (attempt?.status === 'unknown')
            return [asked.say('unlock', { app: shown.app, environment })];
        const isPinned = attempt?.waiting?.for === 'environment-pinned';
        return isPinned ? [asked.say('promote', { ...about, environment })] : [];
    });
}
/** `/help`: the commands, and how this repository is set up. */
function commandHelp(asked, command) {
    const topic = command.topic === undefined ? {} : { topic: command.topic };
    return (0,domain_answers/* tell */.qz)('help', { ...topic, environments: Object.keys(asked.policy.environments) }, []);
}
function placesOf(asked, app) {
    const { policy, turn } = asked;
    const configured = (0,own/* own */.Z)(policy.apps, app) ? Object.keys(policy.environments) : [];
    const others = placesKnown(turn.state, app).filter((each) => !configured.includes(each));
    // What left the config is shown as long as somebody has to do with it.
    const left = others.filter((each) => holdOf(turn.state, app, each) !== null || waitingFor(asked, app, each).length > 0);
    return [...configured, ...left].map((environment) => placeOf(asked, app, environment));
}
function placeOf(asked, app, environment) {
    const { turn } = asked;
    const occupant = occupantOf(turn.state, app, environment);
    return {
        app,
        environment,
        ...(isConfigured(asked.policy, app, environment) ? {} : { left: true }),
        state: turn.environment(app, environment),
        occupant: occupant
            ? {
                release: (0,names/* spellRelease */.e)(occupant.release, turn.severalApps),
                since: occupant.attempt.dispatchedAt ?? occupant.attempt.createdAt,
                run: occupant.attempt.run?.url ?? null,
            }
            : null,
        waiting: waitingFor(asked, app, environment),
    };
}
function waitingFor(asked, app, environment) {
    return asked.turn.loadedReleases(app).flatMap((release) => release.phases
        .flatMap((phase) => phase.activities)
        .flatMap((activity) => {
        const spec = (0,attempts/* activitySpec */.nO)(release, activity.name);
        const waiting = (0,derive/* newestAttempt */._M)(activity)?.waiting;
        if (spec?.kind !== 'deploy' || spec.environment !== environment || !waiting)
            return [];
        const name = (0,names/* spellRelease */.e)(release, asked.turn.severalApps);
        return [{ release: name, status: release.status, for: waiting.for }];
    }));
}

;// CONCATENATED MODULE: ./lib/domain/traces.js


/**
 * The branch was taken back or deleted: going on from it would give a number twice. Nothing is decided, and nothing
 * written, until `/repair` or somebody with git has mended it. `decide` turns it into `stopped`.
 */
class StateBehind extends Error {
    constructor({ app, shown, next }) {
        super(`GitHub shows a deployment of ${app} v${shown}, and here v${next} comes next`);
    }
}
/** @returns the apps whose next number GitHub shows as given. */
function appsBehind(state, traces) {
    const newest = new Map();
    for (const { app, release } of traces)
        newest.set(app, Math.max(release, newest.get(app) ?? 0));
    return [...newest]
        .filter(([app]) => (0,domain_state/* unreadableFile */._s)(state, app) === undefined)
        .map(([app, shown]) => ({ app, shown, next: (0,domain_state/* appState */.XJ)(state, app).nextNumber }))
        .filter(({ shown, next }) => shown >= next);
}
/**
 * Looks whether GitHub knows of later releases than the branch, where a number is about to be given and nothing that was
 * read anyway says that the branch is the newest (invariant 13).
 * @throws {StateBehind}
 */
function vouch(turn) {
    const [first] = appsBehind(turn.state, turn.facts.need('traces', {}));
    if (first)
        throw new StateBehind(first);
}
/** A sweep goes on with what is open: the more reason to know that it is not of yesterday. */
function vouchForOpen(turn) {
    if (turn.loadedReleases().some(({ status }) => !(0,derive/* isFinal */.dR)(status)))
        vouch(turn);
}

// EXTERNAL MODULE: ./lib/domain/watched-refs.js
var watched_refs = __webpack_require__(5493);
;// CONCATENATED MODULE: ./lib/domain/commands/release.js











/** `/release [ref]`: releases a commit of a watched branch or tag (OCU-S18, OCU-S19). */
function commandRelease(asked, command) {
    const app = pickApp(asked, command.app);
    if (!app.ok)
        return app.answer;
    const refused = asked.permit(release_placesFor(asked.policy, app.value));
    if (refused)
        return refused;
    const wanted = command.ref ?? asked.policy.defaultBranch;
    const found = asked.turn.facts.need('ref', { ref: wanted });
    if (!found)
        return (0,domain_answers/* refuse */.TR)('no-such-ref', { ref: wanted });
    const sha = found.sha.slice(0, 12);
    if (command.ref === undefined && hasMoved(asked, wanted, found.sha)) {
        const more = command.force ? `${sha} --force` : sha;
        return asked.targetChanged(asked.say('release', { app: app.value, more }));
    }
    const ref = watchedRef(asked, app.value, found);
    if (ref === null)
        return (0,domain_answers/* refuse */.TR)('not-watched', { ref: wanted, sha: found.sha, app: app.value });
    const cause = { kind: 'command', input: asked.input.id };
    const order = { app: app.value, policy: asked.policy, sha: found.sha, ref, cause, by: asked.actor };
    const objection = objectionTo(asked, order, command.force);
    if (objection)
        return objection;
    vouch(asked.turn);
    const release = (0,create_release/* createRelease */.YG)(asked.turn, order);
    const name = (0,names/* spellRelease */.e)(release, asked.turn.severalApps);
    const next = release.draft
        ? [asked.say('promote', { app: release.app, release: release.number })]
        : [asked.say('info', { app: release.app, release: release.number })];
    return (0,domain_answers/* done */.Vw)('release-created', { release: name, sha: release.spec.sha, ref, filled: app.filled }, next);
}
/**
 * Where the release will go by itself: whoever may not send anything there must not do it by way of `/release`, with an
 * old commit even. A draft goes nowhere yet.
 */
function release_placesFor(policy, app) {
    if ((0,own/* own */.Z)(policy.apps, app)?.activate === 'manual')
        return [];
    const activities = (0,create_release/* snapshotProcess */.SV)(policy, app).phases.flatMap((phase) => phase.activities);
    return activities.flatMap((each) => (each.kind === 'deploy' ? [each.environment] : []));
}
/**
 * Whether the head of the default branch may not be what was the newest when the command was written (invariant 10):
 * it was handled or seen since, or is not handled yet, so that nobody knows when it came. A branch at which nobody ever
 * looked is taken as it is: no release can be mistaken for another where there was none.
 */
function hasMoved(asked, branch, head) {
    const ref = (0,git_ref/* branchRef */.Mi)(branch);
    const { refs, movedAt, seen } = asked.turn.state.repository;
    const handled = (0,own/* own */.Z)(refs, ref);
    const since = (0,own/* own */.Z)(movedAt ?? {}, ref) ?? (seen?.refs.includes(ref) ? seen.at : undefined);
    return handled !== undefined && (handled !== head || asked.isAfter(since));
}
/**
 * A commit can be released only if it is on a branch or tag that `release-on` watches (design, section 5).
 * @returns the full ref it is released from; null when no watched one contains it.
 */
function watchedRef(asked, app, found) {
    const releaseOn = asked.policy.apps[app]?.releaseOn ?? { push: [], tag: [] };
    const { ref } = found;
    if (ref !== null && (0,watched_refs/* isWatched */.Df)(releaseOn, ref))
        return ref;
    const watched = asked.turn.facts.need('refs', { push: releaseOn.push, tag: releaseOn.tag });
    const refs = watched.map((each) => each.ref);
    return asked.turn.facts.need('containing', { sha: found.sha, refs })[0] ?? null;
}
function objectionTo(asked, order, force) {
    const { turn } = asked;
    const duplicate = force ? null : (0,create_release/* findDuplicate */.jS)(turn, order);
    if (duplicate !== null) {
        const other = (0,names/* spellRelease */.e)({ app: order.app, number: duplicate }, turn.severalApps);
        const again = asked.say('release', { app: order.app, more: `${order.sha.slice(0, 12)} --force` });
        const info = asked.say('info', { app: order.app, release: duplicate });
        return (0,domain_answers/* refuse */.TR)('duplicate-release', { other, sha: order.sha }, [info, again]);
    }
    for (const environment of firstEnvironments(order)) {
        const objection = redChecks(asked, order, environment) ?? takenAndRefusing(asked, order, environment);
        if (objection)
            return objection;
    }
    return null;
}
function firstEnvironments(order) {
    const phases = (0,create_release/* snapshotProcess */.SV)(order.policy, order.app).phases;
    const first = phases.find((phase) => phase.activities.some((each) => each.kind === 'deploy'));
    const names = (first?.activities ?? []).flatMap((each) => each.kind === 'deploy' ? [each.environment] : []);
    return (0,create_release/* selectEnvironments */.fE)(order.policy.environments, { kind: 'name', names });
}
/** A commit whose required checks are red is refused at once, with the list. */
function redChecks(asked, order, environment) {
    const required = environment.gates.checks ?? [];
    if (required.length === 0)
        return null;
    const found = asked.turn.facts.need('checks', { sha: order.sha });
    if (found.status === 'unreadable')
        return null;
    const verdict = (0,checks_gate/* judgeChecks */.LZ)(required, found.checks, (0,checks_gate/* ownRunIds */.KR)(asked.turn.state));
    if (verdict.state !== 'red')
        return null;
    const detail = { environment: environment.name, sha: order.sha, checks: verdict.checks };
    return (0,domain_answers/* refuse */.TR)('checks-failed', detail);
}
/** With `concurrency: refuse` a command does not queue behind another release (design, section 5). */
function takenAndRefusing(asked, order, environment) {
    if (environment.concurrency !== 'refuse')
        return null;
    const occupant = occupantOf(asked.turn.state, order.app, environment.name);
    return occupant ? (0,domain_answers/* refuse */.TR)('environment-taken', occupantDetail(asked.turn, occupant), ['/status']) : null;
}

;// CONCATENATED MODULE: ./lib/domain/commands/repair.js



/**
 * `/repair`: shows what is wrong with the state branch and what would be done; with the token of what was shown it is
 * done. The state that it is decided on is the one after the repair; the engine writes both in one commit.
 */
function commandRepair(asked, command) {
    const refused = asked.permit();
    if (refused)
        return refused;
    const { turn } = asked;
    const plan = turn.facts.need('repair', {});
    const behind = appsBehind(turn.state, turn.facts.need('traces', {}));
    const steps = [...plan.steps, ...behind.map(raiseStep)];
    if (steps.length === 0)
        return (0,domain_answers/* tell */.qz)('nothing-to-repair', {}, ['/status']);
    const apply = `/repair --apply ${(0,repair/* planToken */.H)(steps)}`;
    if (steps.every(({ remedy }) => remedy === 'by-hand'))
        return (0,domain_answers/* refuse */.TR)('repair-by-hand', { steps });
    if (command.apply === undefined)
        return (0,domain_answers/* tell */.qz)('repair-planned', { steps }, [apply]);
    if (!apply.endsWith(` ${command.apply}`))
        return (0,domain_answers/* refuse */.TR)('repair-changed', { steps }, [apply]);
    // The releases in between are lost; their numbers are not given again.
    for (const { app, shown } of behind)
        turn.setNextNumber(app, shown + 1);
    return (0,domain_answers/* done */.Vw)('repaired', { steps }, ['/status']);
}
function raiseStep({ app, shown, next }) {
    return {
        file: `apps/${app}/app.json`,
        problem: `says that v${next} comes next, and GitHub shows a v${shown}`,
        remedy: 'raise-number',
        app,
        number: shown + 1,
    };
}

;// CONCATENATED MODULE: ./lib/domain/commands/retry.js







/** Ends that a retry reopens; `succeeded` and `superseded` stay (design, section 5; C-18). */
const REOPENED = ['failed', 'partially-succeeded', 'aborted'];
/**
 * `/retry [vN] [activity] [--set k=v]`: new attempts of what failed, under the same number; what succeeded is not run
 * again, and earlier attempts stay on record (OCU-S25, OCU-S26, C-17).
 */
function commandRetry(asked, command) {
    const picked = pickRelease(asked, command, (summary, app) => REOPENED.includes(summary.status) && isNewestBegun(asked, app, summary.number), () => nothingAlone(asked));
    if (!picked.ok)
        return picked.answer;
    const release = picked.value;
    const name = (0,names/* spellRelease */.e)(release, asked.turn.severalApps);
    const failed = failedActivities(release);
    const wanted = failed.filter((each) => command.activity === undefined || each.name === command.activity);
    const objection = retry_objectionTo(asked, { release, wanted, failed }, command);
    if (objection)
        return objection;
    reopen(asked, release, wanted, command.set);
    const detail = { release: name, activity: wanted.map((each) => each.name).join(', ') };
    const next = [asked.say('info', { app: release.app, release: release.number })];
    return (0,domain_answers/* done */.Vw)('retried', { ...detail, filled: picked.filled }, next);
}
/** @returns an environment that a later release was sent to since: a retry would take it backwards (invariant 7). */
function takenOver(asked, release, environments) {
    const touchedLast = (environment) => asked.turn.environment(release.app, environment).lastTouch?.release ?? 0;
    return environments.find((environment) => touchedLast(environment) > release.number);
}
/** Releases that are looked into for a proposal. */
const PROPOSED = 5;
/** What failed before a later release has begun is not meant by a bare `/retry`, but may be by one with its number. */
function nothingAlone(asked) {
    const failed = reachableApps(asked).flatMap((app) => (0,domain_state/* appState */.XJ)(asked.turn.state, app)
        .summaries.filter(({ status }) => REOPENED.includes(status))
        .map(({ number }) => ({ app, number })));
    const candidates = failed.slice(0, PROPOSED).flatMap(({ app, number }) => {
        const release = asked.turn.release(app, number);
        if (release === null)
            return [];
        const environments = failedActivities(release).flatMap((each) => deploySpec(release, each)?.environment ?? []);
        return takenOver(asked, release, environments) === undefined
            ? [asked.again({ app, release: number })]
            : [];
    });
    if (candidates.length === 0)
        return (0,domain_answers/* tell */.qz)('nothing-to-do', {}, ['/releases']);
    return (0,domain_answers/* refuse */.TR)('which-release', { candidates }, candidates);
}
/** Whether no later release has begun: the one that people mean by a bare `/retry`. */
function isNewestBegun(asked, app, number) {
    const later = (0,domain_state/* appState */.XJ)(asked.turn.state, app).summaries.filter((each) => each.number > number);
    return later.every((each) => each.status === 'draft' || each.status === 'superseded');
}
function failedActivities(release) {
    return release.phases
        .flatMap((phase) => phase.activities)
        .filter((activity) => activity.status === 'failed' || activity.status === 'aborted');
}
function retry_objectionTo(asked, at, command) {
    const { release, wanted, failed } = at;
    const name = (0,names/* spellRelease */.e)(release, asked.turn.severalApps);
    if (command.activity !== undefined && !(0,attempts/* activitySpec */.nO)(release, command.activity)) {
        const candidates = failed.map((each) => each.name);
        return (0,domain_answers/* refuse */.TR)('no-such-activity', { release: name, activity: command.activity, candidates });
    }
    const environments = wanted.flatMap((each) => deploySpec(release, each)?.environment ?? []);
    const refused = asked.permit(environments);
    if (refused)
        return refused;
    if (release.status === 'succeeded' || release.status === 'superseded') {
        return (0,domain_answers/* refuse */.TR)('release-final', { release: name, found: release.status }, ['/releases']);
    }
    // A failed activity is retried while others of its phase still run; a release that only runs, or is just being
    // stopped, has nothing to retry. An aborted one goes on where it was, also when nothing of it had begun.
    const isStopping = !(0,derive/* isFinal */.dR)(release.status) && (release.abort ?? release.superseded) !== undefined;
    if (isStopping || (wanted.length === 0 && release.status !== 'aborted')) {
        return (0,domain_answers/* refuse */.TR)('release-not-failed', { release: name, found: release.status }, ['/status']);
    }
    const newer = takenOver(asked, release, environments);
    if (newer === undefined)
        return null;
    const touch = asked.turn.environment(release.app, newer).lastTouch?.release ?? 0;
    const other = (0,names/* spellRelease */.e)({ app: release.app, number: touch }, asked.turn.severalApps);
    return (0,domain_answers/* refuse */.TR)('newer-attempted', { release: name, other, environment: newer }, ['/status']);
}
function deploySpec(release, activity) {
    const spec = (0,attempts/* activitySpec */.nO)(release, activity.name);
    return spec?.kind === 'deploy' ? spec : undefined;
}
function reopen(asked, release, wanted, set) {
    const { turn } = asked;
    turn.changeRelease(release.app, release.number, ({ abort: _abort, ...each }) => each);
    const wish = { ...(Object.keys(set).length === 0 ? {} : { set }), asked: asked.mark() };
    for (const { name } of wanted) {
        (0,attempts/* openAttempt */.Eu)(turn, { app: release.app, release: release.number, activity: name }, wish);
    }
}

;// CONCATENATED MODULE: ./lib/domain/rollback-spec.js



/**
 * @returns the spec of a rollback: the target's commit, config vars, inputs and process, with each deploy's inputs as
 * the values it ran with when it succeeded, and the outputs of the target's tasks (CVX-S15). The target's own record
 * is not touched; lineage is on the copy.
 */
function copySpec(asked, target, order) {
    const { reason } = order;
    return {
        ...target.spec,
        cause: { kind: 'rollback', input: asked.input.id },
        createdBy: asked.actor,
        createdAt: asked.turn.now,
        description: `rollback to ${(0,names/* spellRelease */.e)(target, asked.turn.severalApps)}`,
        policySha: asked.policy.sha,
        process: {
            ...target.spec.process,
            phases: target.spec.process.phases.map((phase) => ({
                ...phase,
                activities: phase.activities.map((spec) => withRunInputs(target, spec)),
            })),
        },
        pulls: [],
        rollback: {
            to: order.to,
            from: order.from,
            outputs: (0,activity_inputs/* releaseOutputs */.mm)(target).tasks,
            ...(reason === undefined ? {} : { reason }),
        },
    };
}
/** @returns the new release with tasks, and deploys to other environments, skipped. */
function skippedFor(release, environments) {
    const specs = release.spec.process.phases.flatMap((phase) => phase.activities);
    const skip = (phase) => ({
        ...phase,
        activities: phase.activities.map((activity) => {
            const spec = specs.find((each) => each.name === activity.name);
            if (spec?.kind === 'task')
                return { ...activity, skipped: { code: 'rollback-skips-tasks' } };
            if (spec && environments.includes(spec.environment))
                return activity;
            return { ...activity, skipped: { code: 'not-in-rollback' } };
        }),
    });
    return { ...release, phases: release.phases.map(skip) };
}
function withRunInputs(target, spec) {
    if (spec.kind === 'task')
        return spec;
    const succeeded = deployAttempts(target).findLast(({ ref, attempt }) => ref.activity === spec.name && attempt.status === 'succeeded');
    return { ...spec, inputs: succeeded?.attempt.inputs ?? spec.inputs };
}

;// CONCATENATED MODULE: ./lib/domain/rollback-target.js



/** @returns what was last put into the environment, whether it succeeded or not. */
function currentRelease(environment) {
    return environment.lastTouch?.release ?? environment.pointer?.release ?? null;
}
/**
 * Finds the release to go back to. Named: it must have succeeded in each of the environments. Not named: the newest
 * that succeeded there, other than the last touch, never one that was rolled away from (C-07).
 */
function chooseTarget(asked, app, environments, named) {
    if (named !== undefined)
        return namedTarget(asked, app, environments, named);
    const pinned = environments.find((each) => asked.turn.environment(app, each).pin !== null);
    if (pinned !== undefined)
        return refusedTarget(alreadyPinned(asked, app, pinned));
    const targets = environments.map((environment) => ({
        environment,
        number: candidatesIn(asked, app, environment)[0]?.release,
    }));
    const differ = new Set(targets.map((each) => each.number)).size > 1;
    if (differ)
        return refusedTarget(targetsDiffer(asked, app, targets));
    const number = targets[0]?.number;
    const release = number === undefined ? null : asked.turn.release(app, number);
    if (!release)
        return refusedTarget((0,domain_answers/* refuse */.TR)('no-rollback-target', { environments }));
    return changedSince(asked, release, environments) ?? { ok: true, value: release, filled: [] };
}
/**
 * @returns releases that may be gone back to by default, newest first; what a rollback brought back is no way further
 * back, under whatever number it ran before (C-07).
 */
function candidatesIn(asked, app, name) {
    const environment = asked.turn.environment(app, name);
    const current = currentRelease(environment);
    const { pointer } = environment;
    const running = pointer?.release === current ? asked.turn.release(app, pointer.release) : null;
    const copied = running?.spec.rollback ? running.spec.sha : null;
    return environment.successes.filter((each) => each.release !== current && each.sha !== copied && !each.left);
}
function namedTarget(asked, app, environments, number) {
    const release = asked.turn.release(app, number);
    const name = (0,names/* spellRelease */.e)({ app, number }, asked.turn.severalApps);
    if (!release)
        return refusedTarget((0,domain_answers/* refuse */.TR)('no-such-release', { release: name, app }, ['/releases']));
    const unproven = environments.find((environment) => !succeededIn(release, environment));
    if (unproven !== undefined) {
        const candidates = commandsFor(asked, app, unproven);
        const detail = { release: name, environment: unproven, candidates };
        return refusedTarget((0,domain_answers/* refuse */.TR)('never-succeeded-there', detail, candidates));
    }
    const there = environments.find((environment) => asked.turn.environment(app, environment).lastTouch?.release === number);
    if (there !== undefined && isRunning(asked, app, there, number)) {
        return refusedTarget((0,domain_answers/* refuse */.TR)('already-running-there', { release: name, environment: there }, ['/status']));
    }
    return { ok: true, value: release, filled: [] };
}
function succeededIn(release, environment) {
    return deployAttempts(release).some(({ spec, attempt }) => spec.environment === environment && attempt.status === 'succeeded');
}
function isRunning(asked, app, environment, number) {
    const { lastTouch, pointer } = asked.turn.environment(app, environment);
    return pointer?.release === number && lastTouch?.outcome === 'succeeded';
}
function alreadyPinned(asked, app, environment) {
    const { pin } = asked.turn.environment(app, environment);
    const candidates = commandsFor(asked, app, environment);
    const detail = {
        environment,
        candidates,
        ...(pin
            ? {
                other: (0,names/* spellRelease */.e)({ app, number: pin.release }, asked.turn.severalApps),
                by: pin.by.login,
                since: pin.at,
            }
            : {}),
    };
    return (0,domain_answers/* refuse */.TR)('pinned-by-rollback', detail, candidates);
}
function commandsFor(asked, app, environment) {
    return candidatesIn(asked, app, environment)
        .slice(0, 5)
        .map((each) => asked.again({ app, release: each.release, environment }));
}
function targetsDiffer(asked, app, targets) {
    const candidates = targets.flatMap(({ environment, number }) => number === undefined ? [] : [asked.again({ app, release: number, environment })]);
    const environments = targets.map((each) => each.environment);
    return (0,domain_answers/* refuse */.TR)('rollback-targets-differ', { environments, candidates }, candidates);
}
/** An implied target is what was newest when the comment was written (invariant 10). */
function changedSince(asked, release, environments) {
    const changed = environments.find((each) => {
        const { lastTouch, pointer } = asked.turn.environment(release.app, each);
        return asked.isAfter(lastTouch?.at) || asked.isAfter(pointer?.at);
    });
    if (changed === undefined)
        return null;
    const explicit = asked.again({
        app: release.app,
        release: release.number,
        environment: changed,
    });
    return refusedTarget(asked.targetChanged(explicit));
}
function refusedTarget(answer) {
    return { ok: false, answer };
}

;// CONCATENATED MODULE: ./lib/domain/commands/rollback.js










/**
 * `/rollback [vN] [env]`: a new release with the commit, outputs, config vars and inputs of one that succeeded there,
 * deployed at once, and a pin that keeps it there (CVX-S14, CVX-S15, AKK-S11…S15; C-06, C-07).
 */
function commandRollback(asked, command) {
    const app = pickApp(asked, command.release?.app ?? command.app);
    if (!app.ok)
        return app.answer;
    const environments = rollback_placesFor(asked, app.value, command.environment);
    if (environments.length === 0)
        return noPlace(asked, command.environment);
    const refused = asked.permit(environments) ?? lockedPlace(asked, app.value, environments);
    if (refused)
        return refused;
    const target = chooseTarget(asked, app.value, environments, command.release?.number);
    if (!target.ok)
        return target.answer;
    const unfit = unfitWorkflow(asked, target.value, environments);
    if (unfit !== undefined)
        return (0,domain_answers/* refuse */.TR)('workflow-unfit', { name: unfit });
    vouch(asked.turn);
    const busy = clearPlaces(asked, target.value, environments, command.cancel);
    if (busy)
        return busy;
    const created = create(asked, target.value, environments, command.reason);
    const filled = [...app.filled, ...filledIn(asked, command, target.value, environments)];
    return answer(asked, { created, target: target.value, environments, filled });
}
/** Default environments: those of the last phase that deploys. */
function rollback_placesFor(asked, app, named) {
    const { policy } = asked;
    if (named !== undefined)
        return environmentsNamed(policy, app, named);
    const deploying = phasesOf(policy, app).findLast((phase) => phase.activities.some((each) => each.kind === 'deploy'));
    return environmentsOfPhase(policy, deploying);
}
function noPlace(asked, named) {
    if (named === undefined)
        return (0,domain_answers/* refuse */.TR)('no-environments');
    const environments = Object.keys(asked.policy.environments);
    return (0,domain_answers/* refuse */.TR)('no-such-environment', { environment: named, environments });
}
function lockedPlace(asked, app, environments) {
    const locked = environments.find((each) => asked.turn.environment(app, each).lock !== null);
    if (locked === undefined)
        return null;
    const unlock = asked.say('unlock', { app, environment: locked });
    return (0,domain_answers/* refuse */.TR)('environment-locked', lockDetail(locked, asked.turn.environment(app, locked)), [unlock]);
}
/**
 * Without a policy that can be read nobody has looked at the workflows: one that lacks our step would deploy past the
 * fence, and the rollback would only wait for the config that it is to do without.
 */
function unfitWorkflow({ turn }, target, environments) {
    const { policy, last } = turn.rules();
    if (policy !== null)
        return undefined;
    const workflows = target.spec.process.phases
        .flatMap((phase) => phase.activities)
        .flatMap((each) => each.kind === 'deploy' && environments.includes(each.environment) ? [each.workflow] : []);
    return workflows.find((workflow) => last?.startable.includes(workflow) !== true);
}
/** If a release is at work there: refuse and offer `--cancel`; with it, end that work first (invariant 5). */
function clearPlaces(asked, target, environments, cancel) {
    const { turn } = asked;
    const busy = environments.flatMap((each) => occupantOf(turn.state, target.app, each) ?? []);
    const [first] = busy;
    if (first && !cancel) {
        const environment = environments.length === 1 ? environments[0] : undefined;
        const again = asked.say('rollback', {
            app: target.app,
            release: target.number,
            ...(environment === undefined ? {} : { environment }),
            more: '--cancel',
        });
        return (0,domain_answers/* refuse */.TR)('release-at-work', occupantDetail(turn, first), [again]);
    }
    for (const { ref } of busy) {
        (0,attempts/* stopAttempt */.oI)(turn, ref, { status: 'aborted', reason: 'cancelled-by-rollback', by: asked.actor });
    }
    return null;
}
function create(asked, target, environments, reason) {
    const { turn } = asked;
    const from = Object.fromEntries(environments.map((each) => [each, currentRelease(turn.environment(target.app, each))]));
    const spec = copySpec(asked, target, { to: target.number, from, reason });
    const created = (0,create_release/* addRelease */.HN)(turn, target.app, spec);
    turn.changeRelease(created.app, created.number, (release) => skippedFor(release, environments));
    for (const environment of environments)
        pin(asked, created, environment, reason);
    return created;
}
function pin(asked, created, environment, reason) {
    const before = asked.turn.environment(created.app, environment);
    const left = currentRelease(before);
    asked.turn.changeEnvironment(created.app, environment, {
        pin: { release: created.number, ...asked.mark(reason) },
        successes: before.successes.map((each) => (each.release === left ? { ...each, left: true } : each)),
    });
}
function filledIn(asked, command, target, environments) {
    const release = command.release ? [] : [`release ${(0,names/* spellRelease */.e)(target, asked.turn.severalApps)}`];
    const place = command.environment === undefined ? [`environment ${environments.join(', ')}`] : [];
    return [...release, ...place];
}
function answer(asked, made) {
    const { created, target, environments, filled } = made;
    const several = asked.turn.severalApps;
    const release = (0,names/* spellRelease */.e)(created, several);
    const moves = environments.map((environment) => {
        const from = created.spec.rollback?.from[environment] ?? null;
        return {
            environment,
            from: from === null ? null : (0,names/* spellRelease */.e)({ app: created.app, number: from }, several),
            to: release,
        };
    });
    const detail = { release, other: (0,names/* spellRelease */.e)(target, several), environments, moves, filled };
    const next = environments.map((environment) => asked.say('unpin', { app: created.app, environment }));
    return (0,domain_answers/* done */.Vw)('rollback-created', { ...detail, sha: created.spec.sha }, ['/status', ...next]);
}

// EXTERNAL MODULE: ./lib/domain/effect.js
var domain_effect = __webpack_require__(5311);
;// CONCATENATED MODULE: ./lib/domain/run-outcome.js






/** Claim-less cancelled runs did not start; this often they are dispatched anew (design, section 6). */
const REDISPATCHES = 3;
/** How long a dispatched run may stay unseen before it counts as not there. */
const GRACE = 5 * instant/* MINUTE */.pY;
/** GitHub says that a run moved: find whose it is and take its end to heart. */
function handleRun(turn, input) {
    const found = liveRunAttempts(turn).find(({ attempt }) => belongsTo(attempt, input.run));
    if (found)
        applyRun(turn, found, firstRunAttempt(input.run));
}
/**
 * Re-runs by hand are nobody's, but they prove that the first run attempt, the only one that counts, is over. How it
 * ended, GitHub does not say any more.
 */
function firstRunAttempt(run) {
    return run.attempt === 1 ? run : { ...run, attempt: 1, status: 'completed', conclusion: null };
}
/** @returns every live attempt of every open release. */
function liveRunAttempts(turn) {
    return turn.loadedReleases().flatMap(runAttempts);
}
/** @returns whether GitHub's run is this attempt's: by id once known, by the nonce in its title before. */
function belongsTo(attempt, run) {
    if (attempt.run)
        return attempt.run.id === run.id;
    return run.title.includes(`[${attempt.nonce}]`);
}
/** Applies what GitHub says of the run of a live attempt. `null`: GitHub does not know such a run. */
function applyRun(turn, found, run) {
    if (run === null)
        return applyMissing(turn, found);
    noteRun(turn, found, run);
    const { attempt, ref } = found;
    if (run.status !== 'completed')
        return askAgain(turn, found, run);
    if (attempt.ending)
        return (0,attempts/* endAsMarked */.I4)(turn, ref, attempt.ending);
    if (attempt.admitted)
        return endAdmitted(turn, found, run);
    endUnclaimed(turn, found, run);
}
/** GitHub loses a request to cancel now and then; who still runs long after it is asked once more. */
function askAgain(turn, { attempt, ref }, run) {
    const since = attempt.ending?.at;
    if (since !== undefined && (0,instant/* secondsBetween */.O1)(since, turn.now) >= GRACE)
        (0,attempts/* oweCancel */.s5)(turn, ref, run.id);
}
/** Whether a run that GitHub does not show (yet) may still be on its way. */
function isInGrace(turn, attempt) {
    const dispatched = attempt.dispatchedAt;
    return dispatched !== undefined && (0,instant/* secondsBetween */.O1)(dispatched, turn.now) < GRACE;
}
/** The attempt took too long: cancel what lives, and end it once it is seen completed (invariant 5). */
function applyDeadline(turn, found, run) {
    applyRun(turn, found, run);
    if (run === null || run.status === 'completed' || found.attempt.ending)
        return;
    (0,attempts/* stopAttempt */.oI)(turn, found.ref, { status: 'failed', reason: 'deadline', by: domain_actor/* SIGNALBOX */.y });
}
function runAttempts(release) {
    return release.phases
        .flatMap((phase) => phase.activities)
        .flatMap((activity) => {
        const attempt = (0,derive/* newestAttempt */._M)(activity);
        if (!attempt || !(0,derive/* isLive */.DG)(attempt))
            return [];
        const ref = {
            app: release.app,
            release: release.number,
            activity: activity.name,
            attempt: attempt.number,
        };
        return [{ ref, attempt, activity }];
    });
}
/** Notes which run is the attempt's, once it is seen; its dispatch is no longer owed. */
function noteRun(turn, { ref, attempt }, run) {
    if (attempt.run)
        return;
    turn.changeAttempt(ref, (each) => ({
        ...(0,domain_waiting/* notWaiting */.b)(each),
        status: each.status === 'pending' ? 'running' : each.status,
        run: { id: run.id, url: run.url },
    }));
    turn.disown((effect) => effect.id === (0,domain_effect/* dispatchId */.Q)(ref));
}
/**
 * An admitted run ended and nobody reported. Its conclusion says how the run ended, not how the deploy did: a machine may
 * have died behind it, a report may have found no way to the branch, and another job or step may have made it red. Only
 * that it was cancelled is somebody's word (design, section 6; invariant 12).
 */
function endAdmitted(turn, found, run) {
    const detail = { run: run.url };
    if (run.conclusion === 'cancelled') {
        return (0,attempts/* endAttempt */.T8)(turn, found.ref, { status: 'failed', reason: 'run-cancelled', detail });
    }
    endInDoubt(turn, found, { reason: 'report-missing', detail });
}
/**
 * Nobody can say what the run did. A deploy is unknown, and its environment taken, until somebody has looked; a task
 * holds nothing, so it has failed and may be retried.
 */
function endInDoubt(turn, { ref, attempt }, why) {
    const release = turn.release(ref.app, ref.release);
    const isTask = release !== null && (0,attempts/* activitySpec */.nO)(release, ref.activity)?.kind === 'task';
    if (!isTask)
        return (0,attempts/* endAttempt */.T8)(turn, ref, { status: 'unknown', ...why });
    if (attempt.ending)
        return (0,attempts/* endAsMarked */.I4)(turn, ref, attempt.ending);
    (0,attempts/* endAttempt */.T8)(turn, ref, { status: 'failed', ...why });
}
function endUnclaimed(turn, { ref, activity }, run) {
    const isCancelled = run.conclusion === 'cancelled';
    if (isCancelled && redispatches(activity) < REDISPATCHES) {
        return (0,attempts/* withdrawAttempt */.kR)(turn, ref, 'run-cancelled');
    }
    (0,attempts/* endAttempt */.T8)(turn, ref, {
        status: 'failed',
        reason: isCancelled ? 'run-cancelled' : 'run-never-claimed',
        detail: { run: run.url },
    });
}
/** How often the newest attempt was dispatched anew already: a retry begins to count anew. */
function redispatches({ attempts }) {
    const earlier = attempts.slice(0, -1);
    const since = earlier.findLastIndex((each) => !each.withdrawn) + 1;
    return earlier.slice(since).filter((each) => each.reason === 'run-cancelled').length;
}
function applyMissing(turn, found) {
    const { attempt, ref } = found;
    if (attempt.admitted)
        return endInDoubt(turn, found, { reason: 'run-vanished' });
    if (isInGrace(turn, attempt))
        return;
    const isOverdue = attempt.deadline !== undefined && attempt.deadline <= turn.now;
    // While the dispatch is still owed, the outbox looks for the run and sends it again; only the deadline ends that.
    if (attempt.status === 'pending' && !isOverdue)
        return;
    if (attempt.status === 'pending')
        return endUnsent(turn, found);
    (0,attempts/* endAttempt */.T8)(turn, ref, { status: 'failed', reason: 'run-vanished' });
}
/** Nobody came in time who may start it, or GitHub did not say whether it started. */
function endUnsent(turn, { ref, attempt: { waiting } }) {
    const lacks = waiting?.for === 'missing-permission' ? waiting.detail.needed : undefined;
    if (lacks === undefined)
        return (0,attempts/* endAttempt */.T8)(turn, ref, { status: 'failed', reason: 'deadline' });
    const detail = { message: `nobody with ${lacks} came in time` };
    (0,attempts/* endAttempt */.T8)(turn, ref, { status: 'failed', reason: 'dispatch-refused', detail });
}

// EXTERNAL MODULE: ./lib/domain/equal.js
var equal = __webpack_require__(7968);
;// CONCATENATED MODULE: ./lib/domain/handled-refs.js




/** So long a push may be on its way when its commit has been seen; what is told of later is told again, by hand. */
const ON_ITS_WAY = instant/* HOUR */.dp;
/** Remembers the newest handled commit of a ref, and of a branch when that was. */
function noteRef(turn, ref, sha) {
    const repository = without(turn.state.repository, [ref]);
    const moved = (0,git_ref/* branchOf */.W0)(ref) !== null ? { movedAt: { ...repository.movedAt, [ref]: turn.now } } : {};
    turn.putRepository(withinBounds({ ...repository, refs: { ...repository.refs, [ref]: sha }, ...moved }));
}
/**
 * Remembers refs of which nothing was handled: what lies there when the branch is begun, or when their kind is watched
 * for the first time, is not to be released.
 */
function seeRefs(turn, watched) {
    const { repository } = turn.state;
    const fresh = turn.facts
        .need('refs', watched)
        .filter(({ ref }) => (0,own/* own */.Z)(repository.refs, ref) === undefined && !isPerhapsForgotten(turn, ref));
    turn.changeRepository({ watched });
    if (fresh.length === 0)
        return;
    const seen = { at: turn.now, refs: [...lately(turn), ...fresh.map(({ ref }) => ref)] };
    // What was handled comes behind it, so that it is forgotten later.
    const refs = { ...Object.fromEntries(fresh.map(({ ref, sha }) => [ref, sha])), ...repository.refs };
    turn.putRepository(withinBounds({ ...turn.state.repository, refs, seen }));
}
/** Whether the commit of a ref was only seen, and so lately that its push may be on its way. */
function isJustSeen(turn, ref) {
    return lately(turn).includes(ref);
}
function lately({ state, now }) {
    const { seen } = state.repository;
    return seen !== undefined && (0,instant/* plus */.tY)(seen.at, ON_ITS_WAY) > now ? seen.refs : [];
}
/**
 * Whether a ref that is unknown may have been handled: it must not be released again, and if it was noted again, it would
 * push out the next, sweep for sweep. What was missed can be released by hand.
 */
function isPerhapsForgotten(turn, ref) {
    return turn.state.repository.refsForgotten === true && (0,git_ref/* tagOf */.cO)(ref) !== null;
}
/** Below this nothing is forgotten: a list of GitHub's may lag, and what was handled would be news again. */
const ROOM = domain_state/* REFS_KEPT */.s$ / 2;
/**
 * Forgets what is not there any more or not watched, once there is much of it: it will be news should it come again.
 * @param present full names of all watched refs, as a sweep has them from GitHub.
 */
function keepRefs(turn, present) {
    const { repository } = turn.state;
    if (Object.keys(repository.refs).length <= ROOM)
        return;
    const gone = Object.keys(repository.refs).filter((ref) => !present.includes(ref));
    if (gone.length > 0)
        turn.putRepository(without(repository, gone));
}
/** Tags are what there may be thousands of; the oldest go first. */
function withinBounds(repository) {
    const refs = Object.keys(repository.refs);
    const surplus = refs.filter((ref) => (0,git_ref/* tagOf */.cO)(ref) !== null).slice(0, Math.max(0, refs.length - domain_state/* REFS_KEPT */.s$));
    return surplus.length === 0 ? repository : { ...without(repository, surplus), refsForgotten: true };
}
function without({ refs, movedAt, seen, ...repository }, gone) {
    const times = movedAt === undefined ? {} : { movedAt: dropped(movedAt, gone) };
    const left = seen?.refs.filter((ref) => !gone.includes(ref)) ?? [];
    const looked = seen && left.length > 0 ? { seen: { ...seen, refs: left } } : {};
    return { ...repository, refs: dropped(refs, gone), ...times, ...looked };
}
function dropped(record, gone) {
    return Object.fromEntries(Object.entries(record).filter(([ref]) => !gone.includes(ref)));
}

// EXTERNAL MODULE: ./lib/expressions/globs.js
var globs = __webpack_require__(4076);
// EXTERNAL MODULE: ./lib/domain/unreadable.js
var unreadable = __webpack_require__(1397);
;// CONCATENATED MODULE: ./lib/domain/put-off.js






/** More than this of one app would be superseded by each other anyway. */
const KEPT = 20;
/**
 * A push or tag of an app that cannot be read: what it asks for is remembered, because its ref is handled for the
 * other apps and is never news again.
 */
function putOff(turn, { policy: _, ...entry }) {
    const { app, sha, cause } = entry;
    const all = turn.state.repository.putOff ?? [];
    if (all.some((each) => each.app === app && each.sha === sha && (0,equal/* isEqual */.n)(each.cause, cause)))
        return;
    const own = [...all.filter((each) => each.app === app), entry].slice(-KEPT);
    keep(turn, [...all.filter((each) => each.app !== app), ...own]);
}
/** Makes the releases that had to wait for their app's files, in the order in which they were asked for. */
function takeUpPutOff(turn) {
    for (const each of turn.state.repository.putOff ?? []) {
        if ((0,domain_state/* unreadableFile */._s)(turn.state, each.app))
            continue;
        const before = turn.state;
        try {
            takeUp(turn, each);
        }
        catch (error) {
            // Only an old record that it would be compared with cannot be read, or GitHub could not say: it goes on waiting.
            if (!(error instanceof unreadable/* AppUnreadable */.R || error instanceof fact/* FactUnanswered */.je))
                throw error;
            turn.replace(before);
        }
    }
}
function takeUp(turn, each) {
    const policy = turn.policy();
    if (!policy)
        return;
    const order = { ...each, policy };
    if (Object.hasOwn(policy.apps, each.app) && (0,create_release/* findDuplicate */.jS)(turn, order) === null) {
        vouch(turn);
        (0,create_release/* createRelease */.YG)(turn, order);
    }
    const others = (turn.state.repository.putOff ?? []).filter((other) => other !== each);
    keep(turn, others);
}
function keep(turn, entries) {
    const { putOff: _, ...repository } = turn.state.repository;
    const kept = entries.length === 0 ? repository : { ...repository, putOff: entries };
    turn.putRepository(kept);
}

;// CONCATENATED MODULE: ./lib/domain/push.js












/** A branch moved: every app that watches it and has files in it gets its next release (AKK-S02, CVX-S02). */
function handlePush(turn, input) {
    const branch = (0,git_ref/* branchOf */.W0)(input.ref) ?? input.ref;
    const policy = turn.policy();
    if (!policy)
        return;
    const watching = Object.values(policy.apps).filter((app) => (0,globs/* matchesAnyGlob */.o)(app.releaseOn.push, branch));
    if (watching.length === 0)
        return;
    const known = (0,own/* own */.Z)(turn.state.repository.refs, input.ref);
    const seen = known === undefined ? null : seenUnhandled(turn, input, known);
    if (seen === 'leave' || (known === input.sha && seen === null))
        return;
    const handled = seen === 'handle' ? undefined : known;
    const ancestry = handled === undefined ? 'ahead' : turn.facts.need('ancestry', { base: handled, head: input.sha });
    const isOld = ancestry === 'behind' || (ancestry !== 'ahead' && isGone(turn, input.ref, input.sha));
    const base = isOld ? nullable(input.before) : (handled ?? firstBase(turn, policy, input));
    const concerned = watching.filter((app) => concerns(turn, app, base, input.sha));
    if (!isOld && ancestry !== 'identical')
        noteRef(turn, input.ref, input.sha);
    for (const app of concerned) {
        const cause = { kind: 'push', ref: input.ref };
        const order = { app: app.name, policy, sha: input.sha, ref: input.ref, cause, by: input.actor };
        release(turn, order, isOld ? 'old' : isNext(input, handled) ? 'next' : 'unvouched');
    }
}
/** A tag was created: every app that watches it gets its next release from the tag's commit. */
function handleTag(turn, input) {
    const policy = turn.policy();
    if (!policy)
        return;
    const watching = Object.values(policy.apps).filter((app) => (0,globs/* matchesAnyGlob */.o)(app.releaseOn.tag, input.tag));
    if (watching.length === 0)
        return;
    const ref = (0,git_ref/* tagRef */.y6)(input.tag);
    const sha = input.sha ?? turn.facts.need('ref', { ref })?.sha;
    if (sha === undefined)
        return;
    const known = (0,own/* own */.Z)(turn.state.repository.refs, ref);
    const handled = known === sha && isJustSeen(turn, ref) ? undefined : known;
    if (handled === sha)
        return;
    const isOld = handled !== undefined && isGone(turn, ref, sha);
    if (!isOld)
        noteRef(turn, ref, sha);
    for (const app of watching) {
        const cause = { kind: 'tag', tag: input.tag };
        const order = { app: app.name, policy, sha, ref, cause, by: input.actor };
        release(turn, order, isOld ? 'old' : 'unvouched');
    }
}
/**
 * What was only seen is not handled: its push, and others before it, may have been on their way. They make their releases
 * when they are told of; a sweep that finds something older has been shown an old list.
 * @returns null where the branch is known in another way.
 */
function seenUnhandled(turn, { ref, sha, actor }, known) {
    if (!isJustSeen(turn, ref))
        return null;
    if (known === sha)
        return 'handle';
    if (turn.facts.need('ancestry', { base: known, head: sha }) !== 'behind')
        return null;
    return actor.id === domain_actor/* SIGNALBOX */.y.id ? 'leave' : 'handle';
}
/**
 * Whether a branch or tag that went another way is not at this commit any more: of two such moves nothing but GitHub
 * tells which was the last, and news of the first may come late, or be told again by hand (invariant 7).
 */
function isGone(turn, ref, sha) {
    return turn.facts.need('ref', { ref })?.sha !== sha;
}
/**
 * @returns what the first push that is heard of a branch is compared with: what the push says, as what lay there already
 * is not to be released. A branch that was not there when the refs were looked at is new, so that earlier pushes to it
 * went unheard, and it is compared with the default branch; null: all its files count.
 */
function firstBase(turn, policy, { ref, before }) {
    const { watched, refs } = turn.state.repository;
    const main = (0,git_ref/* branchRef */.Mi)(policy.defaultBranch);
    const isNew = (0,own/* own */.Z)(refs, ref) === undefined && watched !== undefined && (0,equal/* isEqual */.n)(watched, (0,watched_refs/* watchedBy */.oV)(policy));
    return isNew && ref !== main ? (refs[main] ?? null) : nullable(before);
}
/**
 * Whether the push goes on from exactly what was handled last: then the branch is not older than that, as GitHub itself
 * says, and need not be vouched for by another request.
 */
function isNext({ before, actor }, handled) {
    return handled !== undefined && handled === before && actor.id !== domain_actor/* SIGNALBOX */.y.id;
}
function release(turn, order, age) {
    const isOld = age === 'old';
    // What is old would be born superseded; taken up later, nobody would know that it was (invariant 7).
    if ((0,domain_state/* unreadableFile */._s)(turn.state, order.app))
        return isOld ? undefined : putOff(turn, order);
    if (isOld ? (0,create_release/* wasReleased */.FW)(turn, order) : (0,create_release/* findDuplicate */.jS)(turn, order) !== null)
        return;
    if (age !== 'next')
        vouch(turn);
    const newest = (0,domain_state/* appState */.XJ)(turn.state, order.app).nextNumber - 1;
    const created = (0,create_release/* createRelease */.YG)(turn, order);
    // A late webhook of an older commit must not take an environment backwards (invariant 7).
    if (isOld)
        (0,supersede/* supersede */.h)(turn, created, newest > 0 ? newest : null);
}
function concerns(turn, app, base, head) {
    if (app.paths.length === 0)
        return true;
    const files = turn.facts.need('files', { base, head });
    return files.some((file) => (0,globs/* matchesAnyGlob */.o)(app.paths, file));
}
/** GitHub writes forty zeros for "there was nothing before". */
function nullable(sha) {
    return /^0+$/.test(sha) ? null : sha;
}

;// CONCATENATED MODULE: ./lib/domain/tick.js










/** GitHub's word for no commit. */
const NOTHING = '0'.repeat(40);
/**
 * The clock moved: look into attempts that are overdue. A sweep looks into every live attempt and every watched
 * ref besides, so that a webhook that never came costs time and nothing else (invariant 9).
 */
function handleTick(turn, input) {
    reconcileRuns(turn, input.sweep);
    if (!input.sweep)
        return;
    vouchForOpen(turn);
    if (turn.before.meta.turn === 0)
        return begin(turn, input);
    // What GitHub cannot say now, the next sweep asks again; nothing else of this one is to be lost over it.
    calmly(turn, () => {
        const policy = turn.policy();
        if (policy)
            sweepRefs(turn, (0,watched_refs/* watchedBy */.oV)(policy));
    });
    noteSweep(turn, input);
}
/**
 * There is no state yet: the push that brought the config went unheard, or Signalbox was just installed. Most
 * repositories do not use it: to look at them leaves nothing behind.
 */
function begin(turn, input) {
    const policy = turn.policy();
    if (!policy || input.unheardSince === undefined)
        return;
    vouch(turn);
    const watched = (0,watched_refs/* watchedBy */.oV)(policy);
    const main = (0,git_ref/* branchRef */.Mi)(policy.defaultBranch);
    const { sha } = turn.facts.need('refs', watched).find(({ ref }) => ref === main) ?? {};
    if (sha === undefined)
        return;
    handleRef(turn, main, sha, input.unheardSince ?? parentOf(turn, sha));
    sweepRefs(turn, watched);
    noteSweep(turn, input);
}
/** How far back a push went nobody says afterwards: its last commit counts, and not all that lay there. */
function parentOf(turn, sha) {
    return turn.facts.need('parent', { sha }) ?? NOTHING;
}
function calmly(turn, work) {
    (0,unanswered/* unlessUnanswered */.t)(turn, work, () => undefined);
}
/** A sweep that finds nothing leaves nothing behind: its date alone is not worth a commit every few minutes. */
function noteSweep(turn, input) {
    const { repository } = turn.state;
    // The other front leaves questions to the performer, which has yet to hear them.
    const until = turn.stamp.performs ? input.commentsUntil : undefined;
    const commentsSince = until ?? repository.commentsSince;
    const isNews = !(0,equal/* isEqual */.n)(turn.state, turn.before) || commentsSince !== repository.commentsSince;
    if (repository.sweptAt !== null && !isNews)
        return;
    turn.changeRepository({ sweptAt: turn.now, commentsSince });
}
function reconcileRuns(turn, all) {
    const found = liveRunAttempts(turn).filter((each) => all || isOverdue(turn, each));
    const looks = found.map((each) => () => {
        return (0,unanswered/* unlessUnanswered */.t)(turn, () => ({ run: lookUp(turn, each) }), () => 'unanswered');
    });
    const seen = turn.facts.all(looks);
    found.forEach((each, index) => {
        const look = seen[index] ?? 'unanswered';
        if (look === 'unanswered')
            return;
        if (isOverdue(turn, each))
            applyDeadline(turn, each, look.run);
        else
            applyRun(turn, each, look.run);
    });
}
/** @returns GitHub's word on the attempt's run. */
function lookUp(turn, { attempt }) {
    const run = attempt.run
        ? turn.facts.need('run', { id: attempt.run.id })
        : turn.facts.need('runByNonce', { nonce: attempt.nonce, since: attempt.createdAt });
    return run && firstRunAttempt(run);
}
/** What is unknown has been looked into already; only sweeps look again, in case a run shows up after all. */
function isOverdue(turn, { attempt }) {
    return attempt.status !== 'unknown' && attempt.deadline !== undefined && attempt.deadline <= turn.now;
}
/** Handles branches and tags that moved unseen. */
function sweepRefs(turn, watched) {
    const present = turn.facts.need('refs', watched);
    keepRefs(turn, present.map(({ ref }) => ref));
    if (!(0,equal/* isEqual */.n)(turn.state.repository.watched, watched))
        seeRefs(turn, watched);
    for (const { ref, sha } of present) {
        const known = (0,own/* own */.Z)(turn.state.repository.refs, ref);
        if (known === sha || (known === undefined && isPerhapsForgotten(turn, ref)))
            continue;
        calmly(turn, () => handleRef(turn, ref, sha, known ?? NOTHING));
    }
}
function handleRef(turn, ref, sha, before) {
    const tag = (0,git_ref/* tagOf */.cO)(ref);
    if (tag === null) {
        handlePush(turn, { kind: 'push', id: `push:${ref}:${sha}`, ref, sha, before, actor: domain_actor/* SIGNALBOX */.y });
    }
    else {
        handleTag(turn, { kind: 'tag', id: `tag:${tag}:${sha}`, tag, sha, actor: domain_actor/* SIGNALBOX */.y });
    }
}

;// CONCATENATED MODULE: ./lib/domain/commands/unlock.js








/**
 * `/unlock [env]`: ends what a dead run left, and removes a person's lock (KUS-S14, KUS-S15, C-11). Only the attempt
 * in that environment becomes failed; whether its run lives is asked of GitHub first.
 */
function commandUnlock(asked, command) {
    const { turn } = asked;
    const place = pickPlace(asked, command, (app, environment) => turn.environment(app, environment).lock !== null ||
        occupantOf(turn.state, app, environment) !== undefined, () => (0,domain_answers/* tell */.qz)('nothing-to-unlock', {}, ['/status']));
    if (!place.ok)
        return place.answer;
    const { app, environments } = place.value;
    const refused = asked.permit(environments);
    if (refused)
        return refused;
    const newer = environments.find((each) => hasNewer(asked, app, each));
    if (newer !== undefined)
        return asked.targetChanged(asked.say('unlock', { app, environment: newer }));
    const answers = environments.map((environment) => unlockOne(asked, command, app, environment));
    const answer = answers.find((each) => each.kind === 'refused') ??
        answers.find((each) => each.kind === 'done') ??
        answers[0] ??
        (0,domain_answers/* tell */.qz)('nothing-to-unlock');
    return { ...answer, detail: { ...answer.detail, filled: place.filled } };
}
/** A lock or an attempt that came after the command was written is not what was meant (attack A21). */
function hasNewer(asked, app, environment) {
    const { lock } = asked.turn.environment(app, environment);
    const occupant = occupantOf(asked.turn.state, app, environment);
    return asked.isAfter(lock?.at) || asked.isAfter(occupant?.attempt.dispatchedAt);
}
function unlockOne(asked, command, app, environment) {
    const { turn } = asked;
    const before = turn.environment(app, environment);
    const occupant = occupantOf(turn.state, app, environment);
    if (before.lock)
        turn.changeEnvironment(app, environment, { lock: null });
    const freed = occupant ? free(asked, command, occupant) : null;
    if (freed && freed.code !== 'run-alive')
        return freed;
    if (before.lock) {
        const why = command.reason === undefined ? {} : { undoneBecause: command.reason };
        return (0,domain_answers/* done */.Vw)('lock-removed', { ...lockDetail(environment, before), ...why }, ['/status']);
    }
    return freed ?? (0,domain_answers/* tell */.qz)('nothing-to-unlock', { environment }, ['/status']);
}
/** Ends the attempt that holds the environment, unless its run lives and nobody said that it may be ended. */
function free(asked, command, occupant) {
    const { turn } = asked;
    const run = lookUp(turn, occupant);
    const detail = {
        ...occupantDetail(turn, occupant),
        release: (0,names/* spellRelease */.e)(occupant.release, turn.severalApps),
        by: asked.actor.login,
        ...(command.reason === undefined ? {} : { reason: command.reason }),
    };
    const isAlive = livesOn(asked, occupant, run);
    if (isAlive && !command.cancel && !command.force)
        return refuseAlive(asked, occupant, detail);
    if (run)
        noteRun(turn, occupant, run);
    const note = command.reason === undefined ? {} : { note: command.reason };
    const ending = { status: 'failed', reason: 'unlocked-by-person', by: asked.actor, ...note };
    (0,attempts/* stopAttempt */.oI)(turn, occupant.ref, ending, command.force || !isAlive);
    const isFree = occupantOf(turn.state, occupant.release.app, occupant.spec.environment) === undefined;
    if (!isFree)
        return (0,domain_answers/* done */.Vw)('cancel-requested', detail, ['/status']);
    const { app, release } = occupant.ref;
    return (0,domain_answers/* done */.Vw)('unlocked', detail, [asked.say('retry', { app, release }), '/status']);
}
function livesOn(asked, { attempt }, run) {
    if (run)
        return run.status !== 'completed';
    return attempt.admitted === undefined && isInGrace(asked.turn, attempt);
}
function refuseAlive(asked, { ref, spec }, detail) {
    const about = { app: ref.app, environment: spec.environment };
    return (0,domain_answers/* refuse */.TR)('run-alive', detail, [asked.say('unlock', { ...about, more: '--cancel' })]);
}

;// CONCATENATED MODULE: ./lib/domain/answer-command.js
















/**
 * A command seen for the first time later than this after it was written is not carried out (invariant 9). A question is
 * answered whenever it is seen: it changes nothing, and tells how things are now.
 */
const COMMAND_AGE_MAX = 15 * instant/* MINUTE */.pY;
/** More would only bury the answer; the config's own check shows them all. */
const PROBLEMS_SHOWN = 5;
const FORWARD = ['release', 'promote', 'retry'];
const HANDLERS = {
    release: commandRelease,
    promote: commandPromote,
    rollback: commandRollback,
    unlock: commandUnlock,
    lock: commandLock,
    pin: commandPin,
    unpin: commandUnpin,
    retry: commandRetry,
    abort: commandAbort,
    hold: commandHold,
    resume: commandResume,
    repair: commandRepair,
    releases: commandReleases,
    status: commandStatus,
    info: commandInfo,
    help: commandHelp,
};
/** Answers a command: age, right and target first, then the command's own rules. */
function answerCommand(turn, input, policy) {
    if (!(0,command/* isQuery */.P)(input.command) && (0,instant/* secondsBetween */.O1)(input.writtenAt, turn.now) > COMMAND_AGE_MAX) {
        return (0,domain_answers/* refuse */.TR)('say-it-again', { since: input.writtenAt });
    }
    const asked = new Asked(turn, input, policy);
    const judgedBy = judgedByOf(turn, policy);
    const answer = asked.permitSomewhere() ??
        (judgedBy ? needsConfig(asked, judgedBy) : null) ??
        dispatch(asked, input.command);
    return judgedBy === null ? answer : { ...answer, detail: { ...answer.detail, judgedBy } };
}
/** @returns what an answer has to say of it where it is judged by what was the policy last. */
function judgedByOf(turn, { sha }) {
    const answer = turn.policyAnswer();
    if (answer.status === 'ok')
        return null;
    const problems = answer.status === 'invalid' ? answer.errors.slice(0, PROBLEMS_SHOWN) : [];
    return { sha, problems };
}
/**
 * Without a config that can be read nothing goes forward: what begins such work, or sends it on, is refused with words
 * instead of being made to wait. Whoever holds, stops or takes back needs no plan but what is on record, and needs it now.
 */
function needsConfig(asked, { problems }) {
    const { command } = asked.input;
    if (!FORWARD.includes(command.name))
        return null;
    if (command.name === 'retry' && isOfRollback(asked, command.release))
        return null;
    return problems.length === 0 ? (0,domain_answers/* refuse */.TR)('policy-absent') : (0,domain_answers/* refuse */.TR)((0,policy_record/* invalidityOf */.hG)(problems), { problems });
}
/** A rollback carries its own plan; one that is not named may be anything. */
function isOfRollback({ policy, turn }, release) {
    const [only] = Object.keys(policy.apps);
    const app = release?.app ?? only;
    if (release === undefined || app === undefined)
        return false;
    return turn.release(app, release.number)?.spec.rollback !== undefined;
}
function dispatch(asked, command) {
    return HANDLERS[command.name](asked, command);
}

// EXTERNAL MODULE: ./lib/domain/release.js
var domain_release = __webpack_require__(8109);
;// CONCATENATED MODULE: ./lib/domain/written.js



/** Stands for the digest of what is shown where nobody knows it. */
const UNSURE = 'unsure';
/**
 * Somebody else carries out the same for a newer turn, or has done so, and nobody knows whose word GitHub took last: what
 * is older may stand there. It is looked at once more (invariant 8), unless both said the same; as long as the newer
 * word is not on record that is not known, and is looked at when it is.
 */
function noteLate(turn, owed, completion) {
    if (completion.kind !== 'written' && completion.kind !== 'ambiguous')
        return;
    const { effect } = completion;
    const shown = effect && isRemembered(effect) && !(0,outbox/* isOutOfReach */.Hh)(turn.state, { effect }) ? effect : undefined;
    const release = shown && turn.release(shown.app, shown.release);
    const isWritten = completion.kind === 'written';
    const isSame = isWritten && release ? shownDigest(release, shown) === completion.digest : false;
    if (release && !isSame)
        lookAgain(turn, shown);
    noteWritten(turn, owed?.effect, isWritten && isSame && owed ? { ...completion, digest: UNSURE } : completion);
}
/** @returns whether an older word may stand there in place of the one that is remembered. */
function isUnsure(turn, effect) {
    if (!isRemembered(effect))
        return false;
    const release = (0,domain_state/* loadedRelease */.$J)(turn.state, effect.app, effect.release);
    return release !== undefined && shownDigest(release, effect) === UNSURE;
}
/** It may have waited for just this. */
function lookAgain(turn, effect) {
    turn.disown((each) => each.id === effect.id);
    turn.owe(effect);
    turn.changeOwed(effect.id, (each) => ({ ...each, doubtful: true }));
}
function isRemembered(effect) {
    return effect.kind === 'status' || effect.kind === 'deployment' || effect.kind === 'live-comment';
}
function shownDigest({ projections }, effect) {
    switch (effect.kind) {
        case 'status':
            return projections.statuses[effect.environment];
        case 'deployment':
            return projections.deployments[effect.environment]?.digest;
        case 'live-comment':
            return projections.comments[effect.pull]?.digest;
    }
}
/** Remembers ids and digests of what GitHub shows, also when the same was owed anew meanwhile. */
function noteWritten(turn, effect, completion) {
    if (completion.kind !== 'written' || !effect || !('release' in effect) || (0,domain_effect/* isWork */.c)(effect))
        return;
    if (!(0,domain_state/* loadedRelease */.$J)(turn.state, effect.app, effect.release))
        return;
    const { digest, ref } = completion;
    turn.changeRelease(effect.app, effect.release, (release) => ({
        ...release,
        projections: withProjection(release, effect, digest, ref),
    }));
    if (effect.kind === 'deployment' && ref !== null)
        noteDeployment(turn, effect, ref);
}
/** What succeeded there is told later what took its place, when its own record is not read any more. */
function noteDeployment(turn, { app, release, environment }, id) {
    const { successes } = turn.environment(app, environment);
    if (!successes.some((each) => each.release === release && each.deployment !== id))
        return;
    turn.changeEnvironment(app, environment, {
        successes: successes.map((each) => (each.release === release ? { ...each, deployment: id } : each)),
    });
}
/** @returns what is remembered of what GitHub shows of the release, with this effect carried out. */
function withProjection(release, effect, digest, ref) {
    const projections = release.projections;
    switch (effect.kind) {
        case 'status':
            return { ...projections, statuses: { ...projections.statuses, [effect.environment]: digest } };
        case 'deployment':
            if (ref === null)
                return projections;
            return {
                ...projections,
                deployments: { ...projections.deployments, [effect.environment]: { id: ref, digest } },
            };
        case 'live-comment':
            if (ref === null)
                return projections;
            return { ...projections, comments: { ...projections.comments, [effect.pull]: { id: ref, digest } } };
        default:
            return projections;
    }
}

;// CONCATENATED MODULE: ./lib/domain/performed.js









/** How long an effect that did not go through rests before it is tried again: at first, and in the end. */
const REST = 20;
const REST_MAX = 15 * instant/* MINUTE */.pY;
/** So long a permission is waited for that only what is shown needs. */
const GIVEN_UP = instant/* DAY */.d_;
/** Notes what came of effects (invariant 3). News of an effect that nobody owes any more is ignored. */
function handlePerformed(turn, completions) {
    for (const completion of completions) {
        const owed = turn.state.repository.owed.find((each) => each.effect.id === completion.id);
        // It is looked up once its app can be read again: the lease will have run out.
        if (owed && (0,outbox/* isOutOfReach */.Hh)(turn.state, owed))
            continue;
        if (completion.kind === 'started')
            noteStarted(turn, completion);
        else if (owed?.turn === completion.turn)
            settle(turn, owed, completion);
        else
            noteLate(turn, owed, completion);
    }
}
/** What stands there is looked at once more where an older word may have come after this one. */
function settle(turn, owed, completion) {
    const { effect } = owed;
    const wasUnsure = isUnsure(turn, effect);
    noteWritten(turn, effect, completion);
    settleOwed(turn, owed, completion);
    const isSettled = !turn.state.repository.owed.some((each) => each.effect.id === effect.id);
    if (wasUnsure && isSettled)
        lookAgain(turn, effect);
}
function settleOwed(turn, owed, completion) {
    switch (completion.kind) {
        case 'done':
            // Nothing was to be sent, says a head that lags: what is still wanted stays owed.
            return isWanted(turn, owed.effect)
                ? rest(turn, owed)
                : turn.disown((effect) => effect.id === completion.id);
        case 'written':
            return turn.disown((effect) => effect.id === completion.id);
        case 'refused':
            if (!completion.permanent)
                return rest(turn, owed, completion);
            if (owed.effect.kind === 'dispatch')
                return noteRefused(turn, owed.effect, completion.message);
            return turn.disown((effect) => effect.id === completion.id);
        case 'ambiguous':
            return doubt(turn, owed, completion);
    }
}
function isWanted(turn, effect) {
    return effect.kind === 'dispatch' && attemptOfDispatch(turn, effect.id)?.status === 'pending';
}
/**
 * Nothing was done, for certain. For want of a permission it is left to whoever comes with other credentials; what only
 * shows something is given up after a day, or the outbox of a repository that never grants it would grow for ever.
 */
function rest(turn, owed, { lacks, retryAfter = 0 } = {}) {
    const { effect, since } = owed;
    const isGivenUp = lacks !== undefined && !(0,domain_effect/* isWork */.c)(effect) && (0,instant/* secondsBetween */.O1)(since, turn.now) > GIVEN_UP;
    if (isGivenUp)
        return turn.disown((each) => each.id === effect.id);
    turn.changeOwed(effect.id, ({ lacks: _before, limited: _earlier, ...each }) => ({
        ...each,
        leaseUntil: (0,instant/* plus */.tY)(turn.now, Math.max(pauseAfter(turn, since), limitedFor(retryAfter))),
        resting: true,
        ...(lacks === undefined ? {} : { lacks }),
        ...(retryAfter > 0 ? { limited: true } : {}),
    }));
    if (effect.kind === 'dispatch')
        noteLacking(turn, effect, lacks);
}
/** The release says what its start waits for. */
function noteLacking(turn, effect, lacks) {
    if (attemptOfDispatch(turn, effect.id)?.status !== 'pending')
        return;
    if (lacks === undefined)
        turn.changeAttempt(effect, domain_waiting/* notWaiting */.b);
    else
        (0,domain_waiting/* keepWaiting */.f)(turn, effect, { for: 'missing-permission', detail: { needed: lacks } });
}
/** It may have been done: it is looked up from now on. A dispatch soon, for its run may already wait to be admitted. */
function doubt(turn, owed, { retryAfter = 0 }) {
    const since = owed.doubtful ? owed.since : turn.now;
    const pause = (0,domain_effect/* isWork */.c)(owed.effect) ? REST : pauseAfter(turn, since);
    turn.changeOwed(owed.effect.id, ({ limited: _earlier, ...each }) => ({
        ...each,
        leaseUntil: (0,instant/* plus */.tY)(turn.now, Math.max(pause, limitedFor(retryAfter))),
        since,
        doubtful: true,
        ...(retryAfter > 0 ? { limited: true } : {}),
    }));
}
/** GitHub's limits are over after an hour; whoever is told of more looks again by then. */
function limitedFor(retryAfter) {
    return Math.min(instant/* HOUR */.dp, retryAfter);
}
/** The longer it goes on, the longer the rests, or an outage would fill the branch. */
function pauseAfter(turn, since) {
    return Math.min(REST_MAX, Math.max(REST, (0,instant/* secondsBetween */.O1)(since, turn.now)));
}
/**
 * A dispatch is of one attempt, once: that it went out is true whichever turn it was carried out for. What was taken
 * back meanwhile is refused at the fence; cancelling its run only spares the runner.
 */
function noteStarted(turn, { id, run }) {
    turn.disown((each) => each.id === id);
    const found = attemptOfDispatch(turn, id);
    if (found?.status === 'pending') {
        const seen = run ? { run } : { dispatchedAt: turn.now };
        turn.changeAttempt(found.ref, (each) => ({ ...(0,domain_waiting/* notWaiting */.b)(each), status: 'running', ...seen }));
    }
    else if (found?.status === 'aborted' && run) {
        turn.changeAttempt(found.ref, (each) => ({ ...each, run }));
        (0,attempts/* oweCancel */.s5)(turn, found.ref, run.id);
    }
}
function attemptOfDispatch(turn, id) {
    return turn
        .loadedReleases()
        .flatMap(supersede/* attemptRefs */.I)
        .find(({ ref }) => (0,domain_effect/* dispatchId */.Q)(ref) === id);
}
function noteRefused(turn, effect, message) {
    (0,attempts/* endAttempt */.T8)(turn, effect, { status: 'failed', reason: 'dispatch-refused', detail: { message } });
}
/**
 * @returns the state as if it were noted already what was written for this effect: for rendering what comes next, never
 * for a commit.
 */
function rememberingWritten(state, effect, completion) {
    if (completion.kind !== 'written' || !('release' in effect) || (0,domain_effect/* isWork */.c)(effect))
        return state;
    const release = (0,domain_state/* loadedRelease */.$J)(state, effect.app, effect.release);
    if (!release)
        return state;
    const { digest, ref } = completion;
    return (0,domain_state/* withRelease */._h)(state, { ...release, projections: withProjection(release, effect, digest, ref) });
}
/** @returns the state as if it were noted already that this dispatch started a run: for what is shown, as above. */
function rememberingStarted(state, effect, run) {
    const release = (0,domain_state/* loadedRelease */.$J)(state, effect.app, effect.release);
    if (!release)
        return state;
    const started = (0,domain_release/* withAttempt */.sw)(release, effect, (attempt) => attempt.status === 'pending' ? { ...(0,domain_waiting/* notWaiting */.b)(attempt), status: 'running', run } : attempt);
    return (0,domain_state/* withRelease */._h)(state, started);
}

;// CONCATENATED MODULE: ./lib/domain/told.js






/**
 * Whether a job is told what was decided. Whoever may start workflows can start the right one with the right nonce, which
 * everybody reads on the state branch, before the run that Signalbox has started gets its runner: then this alone keeps
 * production, or another image, from being in what the job was told.
 *
 * @returns `other`: somebody else has written it. `outdated`: the config says something else of the environment since it
 *   was dispatched, or somebody would have it so.
 */
function judgeTold(turn, of, told) {
    const { release, attempt } = of;
    const spec = (0,attempts/* activitySpec */.nO)(release, of.activity);
    const place = spec?.kind === 'deploy' ? spec.environment : undefined;
    const isSame = told.operation === spec?.kind &&
        told.environment?.name === place &&
        told.sha === release.spec.sha &&
        told.ref === release.spec.ref &&
        (0,equal/* isEqual */.n)(told.inputs, attempt.inputs ?? {}) &&
        (0,equal/* isEqual */.n)(told.vars, release.spec.vars) &&
        hasOutputs(release, told.outputs);
    if (!isSame)
        return 'other';
    return place === undefined || isAsConfigured(turn, place, told) ? 'as-decided' : 'outdated';
}
/** What ran beside it may have ended since, so that there may be more by now. */
function hasOutputs(release, told) {
    const known = (0,activity_inputs/* releaseOutputs */.mm)(release);
    const isKnown = (kind) => Object.entries(told[kind]).every(([name, outputs]) => (0,equal/* isEqual */.n)(outputs, (0,own/* own */.Z)(known[kind], name)));
    return isKnown('tasks') && isKnown('deploys');
}
/** What the config says of an environment is in no record; while nobody can read it, nobody can tell. */
function isAsConfigured(turn, place, told) {
    const policy = (0,unanswered/* unlessUnanswered */.t)(turn, () => (0,policy_record/* shownPolicy */.oF)(turn.rules()), () => null);
    const environment = policy && (0,own/* own */.Z)(policy.environments, place);
    if (!environment)
        return true;
    const { attributes, url } = environment;
    return (0,equal/* isEqual */.n)(told.environment?.attributes, attributes) && told.url === (url ?? null);
}

;// CONCATENATED MODULE: ./lib/domain/claim.js






/**
 * The fence (invariant 4): a job may touch its environment only after this admitted its run. Everything that is not
 * the one current, first, untouched attempt is refused with what to do instead. Further jobs of the admitted run come
 * here too, and are let through only while the attempt is at work: once it has ended, its environment may be another's.
 */
function handleClaim(turn, input) {
    const found = claimed(turn, input.of);
    if (found === null)
        return (0,domain_answers/* refuse */.TR)('claim-unknown', claimDetail(turn, input.of));
    const { release, attempt } = found;
    const detail = { ...claimDetail(turn, input.of), sha: release.spec.sha };
    const objection = claim_objectionTo(turn, found, input);
    if (objection === 'already-claimed')
        return (0,domain_answers/* tell */.qz)('already-claimed', detail);
    if (objection) {
        const out = input.checkedOut === null ? {} : { found: input.checkedOut };
        const why = { ...detail, ...out };
        if (isOwnFault(objection) && !attempt.admitted)
            failOwn(turn, input, objection, why);
        if (isOutdated(turn, found, input, objection))
            (0,attempts/* withdrawAttempt */.kR)(turn, input.of, objection);
        return (0,domain_answers/* refuse */.TR)(objection, why, nextAfter(turn, objection, release, input.of));
    }
    // Only who is admitted is believed in what else it brings.
    handlePerformed(turn, input.performed ?? []);
    (0,attempts/* admitAttempt */.vK)(turn, input.of, { id: input.run.id, url: input.run.url });
    return (0,domain_answers/* done */.Vw)('claimed', detail);
}
/** @returns the attempt of a claim or report when release, activity, number and nonce all fit. */
function claimed(turn, of) {
    const release = (0,domain_state/* loadedRelease */.$J)(turn.state, of.app, of.release) ?? turn.release(of.app, of.release);
    const attempt = release ? (0,attempts/* findAttempt */.Vb)(release, of) : undefined;
    if (!release || attempt?.nonce !== of.nonce)
        return null;
    return { release, attempt };
}
/** @returns what every answer to a job names. */
function claimDetail(turn, of) {
    return {
        release: (0,names/* spellRelease */.e)({ app: of.app, number: of.release }, turn.severalApps),
        app: of.app,
        activity: of.activity,
        attempt: of.attempt,
    };
}
function claim_objectionTo(turn, { attempt, release }, input) {
    if (input.run.attempt !== 1)
        return 'claim-rerun';
    if (attempt.admitted && attempt.admitted.run !== input.run.id)
        return 'claim-taken';
    if (attempt.status === 'aborted' || attempt.ending)
        return 'claim-withdrawn';
    if (attempt.status !== 'pending' && attempt.status !== 'running')
        return 'claim-stale';
    if (attempt.run && attempt.run.id !== input.run.id)
        return 'claim-taken';
    // All jobs of a run are told the same, and the first of them has been judged.
    if (!attempt.admitted && toldOf(turn, { attempt, release }, input) !== 'as-decided')
        return 'claim-altered';
    if (input.checkedOut === null)
        return 'claim-nothing-checked-out';
    if (input.checkedOut !== release.spec.sha)
        return 'claim-wrong-commit';
    return attempt.admitted ? 'already-claimed' : null;
}
function toldOf(turn, claimed, { of, told }) {
    return judgeTold(turn, { ...claimed, activity: of.activity }, told);
}
/** What the config says by now is dispatched anew. Where somebody else wrote it, the attempt waits for its own run. */
function isOutdated(turn, claimed, input, objection) {
    return objection === 'claim-altered' && toldOf(turn, claimed, input) === 'outdated';
}
/**
 * Whether it was the attempt's own run that came, and only came wrongly: its job ends red now. Where another job of it
 * was admitted, that one may still be at work, and how the attempt ends is for the job that reports.
 */
function isOwnFault(code) {
    return code === 'claim-nothing-checked-out' || code === 'claim-wrong-commit';
}
/**
 * What the fence found is how the attempt ended; nothing was touched. Where no event says how a run ends (design,
 * section 6: a workflow's token starts no `workflow_run`), the release would else wait for the sweep to hear less.
 */
function failOwn(turn, { of, run }, reason, detail) {
    turn.changeAttempt(of, (attempt) => ({ ...attempt, run: { id: run.id, url: run.url } }));
    (0,attempts/* endAttempt */.T8)(turn, of, { status: 'failed', reason, detail: { ...detail, run: run.url } });
}
function nextAfter(turn, code, release, of) {
    const name = (0,names/* spellRelease */.e)(release, turn.severalApps);
    if (code === 'claim-rerun' || code === 'claim-stale')
        return [`/retry ${name} ${of.activity}`];
    if (code === 'claim-wrong-commit')
        return [`/retry ${name} ${of.activity}`];
    return [];
}

;// CONCATENATED MODULE: ./lib/domain/headline.js


/** Phrases that one headline holds; the rest is in the diff. */
const PHRASES = 3;
/** @returns the headline of the turn's commit for people: `v12: production succeeded`. */
function headlineOf(turn, input, answer) {
    const phrases = changedReleases(turn).flatMap((release) => phrasesOf(turn, release));
    const said = saidBy(input, answer);
    const shown = [...said, ...performerPhrases(turn), ...phrases, ...policyPhrases(turn)].slice(0, PHRASES);
    if (shown.length > 0)
        return shown.join('; ');
    return input.kind === 'performed' || input.kind === 'tick' ? 'effects carried out' : `${input.kind} noted`;
}
/** @returns the releases that the turn changed, spelled for the commit's trailers. */
function concernsOf(turn) {
    return changedReleases(turn).map((release) => (0,names/* spellRelease */.e)(release, true));
}
function changedReleases(turn) {
    return turn
        .loadedReleases()
        .filter((release) => turn.before.releases[(0,names/* releaseKey */.D)(release.app, release.number)] !== release);
}
function saidBy(input, answer) {
    if (input.kind !== 'command' || !answer)
        return [];
    const said = `${input.actor.login}: ${input.command.name}`;
    if (answer.kind === 'refused')
        return [`${said} refused (${answer.code})`];
    const { environment, environments = [] } = answer.detail;
    const where = environments.length > 0 ? environments : environment === undefined ? [] : [environment];
    return [[said, ...where].join(' ')];
}
function performerPhrases({ before, state }) {
    const { performer } = state.meta;
    return before.meta.turn === 0 || before.meta.performer === performer ? [] : [`the ${performer} performs`];
}
function policyPhrases({ before, state }) {
    const { policy } = state.repository;
    const isNews = before.meta.turn > 0 && policy !== undefined && policy !== before.repository.policy;
    return isNews ? [`policy of ${policy.sha.slice(0, 7)}`] : [];
}
function phrasesOf(turn, release) {
    const before = turn.before.releases[(0,names/* releaseKey */.D)(release.app, release.number)];
    const name = (0,names/* spellRelease */.e)(release, turn.severalAppsKnown);
    if (!before)
        return [`${name} created`, ...activityPhrases(name, undefined, release)];
    const moved = activityPhrases(name, before, release);
    if (before.status !== release.status)
        return [...moved, `${name} ${release.status}`];
    return moved;
}
function activityPhrases(name, before, after) {
    const earlier = new Map((before?.phases ?? []).flatMap((phase) => phase.activities).map((each) => [each.name, each]));
    return after.phases
        .flatMap((phase) => phase.activities)
        .flatMap((activity) => {
        const was = earlier.get(activity.name);
        const newest = (0,derive/* newestAttempt */._M)(activity);
        const isAdmitted = newest?.admitted && !(was && (0,derive/* newestAttempt */._M)(was)?.admitted);
        if (isAdmitted && newest.status === 'running')
            return [`${name}: ${activity.name} admitted`];
        if (!newest || was?.status === activity.status)
            return [];
        const cause = activity.status === 'waiting' && newest.waiting ? ` for ${newest.waiting.for}` : '';
        return [`${name}: ${activity.name} ${activity.status}${cause}`];
    });
}

// EXTERNAL MODULE: ./lib/domain/outcomes.js
var outcomes = __webpack_require__(867);
;// CONCATENATED MODULE: ./lib/domain/projections.js




/** Pull requests that are told of a release, at most (design, section 7). */
const PULLS_TOLD = 10;
/**
 * Owes everything that GitHub shows otherwise than the head now says: the status and deployment of each environment
 * that changed, the live comments, and a new comment where a release failed or came to its end (invariant 8).
 */
function oweProjections(turn) {
    for (const release of turn.loadedReleases()) {
        const before = turn.before.releases[(0,names/* releaseKey */.D)(release.app, release.number)];
        if (before === release)
            continue;
        const changed = environmentsOf(release).filter((each) => hasChanged(before, release, each));
        const loud = changed.filter((each) => !isOnlySent(before, release, each));
        for (const environment of changed)
            oweEnvironment(turn, release, environment, loud.includes(environment));
        if (loud.length > 0 || before?.status !== release.status)
            owePulls(turn, release, before);
        else if (changed.length > 0)
            oweLiveComments(turn, release, 'soon');
    }
}
function oweEnvironment(turn, release, environment, isLoud) {
    const at = { app: release.app, release: release.number, environment };
    const name = `${release.app}/${release.number}/${environment}`;
    owe(turn, { kind: 'status', id: `status:${name}`, ...at }, isLoud ? 'now' : 'soon');
    // A deployment stands for work that began; a release that never reached the environment has none there.
    if (!hasBegun(release, environment))
        return;
    const isSent = activitiesIn(release, environment).some(isUnderWay);
    owe(turn, { kind: 'deployment', id: `deployment:${name}`, ...at }, isSent ? 'soon' : 'now');
}
function owePulls(turn, release, before) {
    oweLiveComments(turn, release, 'now');
    const notice = noticeOf(release, before);
    if (!notice)
        return;
    const tries = attemptsOf(release).length;
    for (const { name, at } of pullsOf(release)) {
        turn.owe({ kind: 'notice', id: `notice:${name}/${notice}/${tries}`, about: notice, ...at });
    }
}
function oweLiveComments(turn, release, when) {
    for (const { name, at } of pullsOf(release)) {
        owe(turn, { kind: 'live-comment', id: `comment:${name}`, ...at }, when);
    }
}
function pullsOf(release) {
    return release.spec.pulls.slice(0, PULLS_TOLD).map((pull) => ({
        at: { app: release.app, release: release.number, pull },
        name: `${release.app}/${release.number}/${pull}`,
    }));
}
function owe(turn, effect, when) {
    if (when === 'now')
        turn.owe(effect);
    else
        turn.oweSoon(effect);
}
function noticeOf(release, before) {
    if (!before || before.status === release.status || !(0,derive/* isFinal */.dR)(release.status))
        return null;
    if (release.status === 'failed')
        return 'failed';
    return release.status === 'succeeded' ? 'succeeded' : 'ended';
}
function attemptsOf(release) {
    return release.phases.flatMap((phase) => phase.activities).flatMap((activity) => activity.attempts);
}
function hasBegun(release, environment) {
    return activitiesIn(release, environment)
        .flatMap((activity) => activity.attempts)
        .some((attempt) => attempt.dispatchedAt !== undefined);
}
function hasChanged(before, after, environment) {
    if (before?.superseded !== after.superseded || before?.abort !== after.abort)
        return true;
    if (!before || !(0,equal/* isEqual */.n)(activitiesIn(before, environment), activitiesIn(after, environment)))
        return true;
    // What is still to come stays pending when its release ends, but will not come any more: that is news.
    const isOver = (0,derive/* isFinal */.dR)(before.status) !== (0,derive/* isFinal */.dR)(after.status);
    return isOver && activitiesIn(after, environment).some((each) => each.status === 'pending');
}
/**
 * Whether nothing happened there but that a run was sent for: until it is admitted it may touch nothing, and once it is
 * there is more to tell.
 */
function isOnlySent(before, after, environment) {
    if (!before || before.superseded !== after.superseded || before.abort !== after.abort)
        return false;
    if ((0,derive/* isFinal */.dR)(before.status) !== (0,derive/* isFinal */.dR)(after.status))
        return false;
    const earlier = activitiesIn(before, environment);
    return activitiesIn(after, environment).every((activity, index) => {
        const was = earlier[index];
        if (!was || (0,equal/* isEqual */.n)(was, activity))
            return was !== undefined;
        return isUnderWay(activity) && (was.status === 'pending' || isUnderWay(was));
    });
}
/** A run was sent for, and nobody has admitted one. */
function isUnderWay({ status, attempts }) {
    const newest = attempts.at(-1);
    return status === 'running' && newest !== undefined && !newest.admitted && !newest.ending;
}
function activitiesIn(release, environment) {
    const names = release.spec.process.phases
        .flatMap((phase) => phase.activities)
        .filter((spec) => spec.kind === 'deploy' && spec.environment === environment)
        .map((spec) => spec.name);
    return release.phases
        .flatMap((phase) => phase.activities)
        .filter((activity) => names.includes(activity.name));
}

// EXTERNAL MODULE: ./lib/domain/question.js
var question = __webpack_require__(7898);
// EXTERNAL MODULE: ./lib/domain/dispatch-room.js
var dispatch_room = __webpack_require__(6606);
;// CONCATENATED MODULE: ./lib/domain/report.js






/** What outputs and config vars may take of a dispatch; the rest names release, environment and inputs. */
const OUTPUTS_MOST = dispatch_room/* DISPATCH_MOST */.d - 5_535;
/**
 * A job says how it ended; only the admitted run of a first run attempt is believed. A last job may also say that the
 * jobs before it failed before any was admitted.
 */
function handleReport(turn, input) {
    const detail = claimDetail(turn, input.of);
    const found = claimed(turn, input.of);
    if (found === null)
        return (0,domain_answers/* refuse */.TR)('claim-unknown', detail);
    const { release, attempt } = found;
    if (isUnclaimedFailure(input, attempt)) {
        report_endUnclaimed(turn, input);
        return (0,domain_answers/* done */.Vw)('reported', detail);
    }
    if (input.run.attempt !== 1 || attempt.admitted?.run !== input.run.id) {
        return (0,domain_answers/* refuse */.TR)('report-not-admitted', detail);
    }
    if (attempt.status !== 'running' && attempt.status !== 'unknown')
        return (0,domain_answers/* tell */.qz)('already-reported', detail);
    const tooLong = lengthOver(release, input);
    if (tooLong !== null) {
        const why = { needed: String(OUTPUTS_MOST), found: String(tooLong) };
        (0,attempts/* endAttempt */.T8)(turn, input.of, { status: 'failed', reason: 'outputs-too-long', detail: why });
        return (0,domain_answers/* refuse */.TR)('outputs-too-long', { ...detail, ...why }, [
            `/retry ${detail.release} ${input.of.activity}`,
        ]);
    }
    endByWord(turn, input, attempt);
    if (input.status === 'success')
        noteTaskSuccess(turn, release, input.of.activity);
    return (0,domain_answers/* done */.Vw)('reported', detail);
}
/**
 * Nothing was touched: the attempt's own run, or one with its nonce that the fence would refuse from now on, has failed
 * before a job of it was admitted. A cancelled one did not start, and is judged by GitHub's word (`run-outcome.ts`).
 */
function isUnclaimedFailure({ run, status }, attempt) {
    const isOwn = attempt.run === undefined || attempt.run.id === run.id;
    const isOpen = attempt.status === 'pending' || attempt.status === 'running';
    return run.attempt === 1 && status === 'failure' && isOwn && isOpen && !attempt.admitted && !attempt.ending;
}
function report_endUnclaimed(turn, { of, run }) {
    turn.changeAttempt(of, (attempt) => ({ ...attempt, run: attempt.run ?? { id: run.id, url: run.url } }));
    (0,attempts/* endAttempt */.T8)(turn, of, { status: 'failed', reason: 'run-never-claimed', detail: { run: run.url } });
}
/**
 * Later dispatches of the release bring all its outputs along. What would not fit there is judged here, where the job that wrote it can say so: the next activity could only fail, and no retry would help it.
 *
 * @returns the length of all outputs with these, if it is more than a dispatch has room for; in characters.
 */
function lengthOver(release, { of, status, outputs }) {
    if (status !== 'success' || Object.keys(outputs).length === 0)
        return null;
    const before = (0,activity_inputs/* releaseOutputs */.mm)(release);
    const all = { ...before, [of.activity]: outputs, vars: release.spec.vars };
    const length = (0,dispatch_room/* dispatchLength */.z)(all);
    return length > OUTPUTS_MOST ? length : null;
}
/**
 * A success is believed even when the run was being cancelled: the environment did change, and its pointer must
 * say so. The release's own marks decide what becomes of the release.
 */
function endByWord(turn, input, attempt) {
    const { outputs } = input;
    if (input.status === 'success')
        return (0,attempts/* endAttempt */.T8)(turn, input.of, { status: 'succeeded', outputs });
    if (attempt.ending)
        return (0,attempts/* endAsMarked */.I4)(turn, input.of, attempt.ending, { outputs });
    (0,attempts/* endAttempt */.T8)(turn, input.of, {
        status: 'failed',
        reason: input.status === 'cancelled' ? 'run-cancelled' : 'run-failed',
        outputs,
    });
}
function noteTaskSuccess(turn, release, activity) {
    if ((0,attempts/* activitySpec */.nO)(release, activity)?.kind !== 'task')
        return;
    const app = (0,domain_state/* appState */.XJ)(turn.state, release.app);
    const earlier = (app.tasks[activity] ?? []).filter((each) => each !== release.number);
    const numbers = [release.number, ...earlier].sort((a, b) => b - a).slice(0, domain_state/* TASK_SUCCESSES_KEPT */.Zu);
    turn.replace((0,domain_state/* withApp */.G0)(turn.state, { ...app, tasks: { ...app.tasks, [activity]: numbers } }));
}

// EXTERNAL MODULE: ./lib/domain/summaries.js + 1 modules
var summaries = __webpack_require__(1098);
// EXTERNAL MODULE: ./lib/domain/turn.js
var domain_turn = __webpack_require__(3617);
;// CONCATENATED MODULE: ./lib/domain/decide.js





























/**
 * The centre: what becomes of the state when this input comes in, given these facts. Pure: no clock, no randomness, no
 * I/O. Asks for facts it lacks instead of fetching them; the engine answers and calls again.
 */
function decide(state, input, facts, stamp) {
    const now = (0,instant/* latest */.IW)(stamp.now, state.meta.at);
    try {
        return decideWith(new domain_turn/* Turn */.uF(state, facts, { ...stamp, now }), input);
    }
    catch (error) {
        if (error instanceof fact/* MissingFacts */.YG)
            return { kind: 'ask', questions: error.questions };
        if (error instanceof fact/* FactUnanswered */.je)
            return { kind: 'unanswered', question: error.question };
        if (error instanceof StateBehind) {
            return { kind: 'stopped', code: 'state-behind-trace', why: error.message };
        }
        throw error;
    }
}
function decideWith(turn, input) {
    if (input.kind === 'checks' && !isAwaited(turn, input.sha))
        return { kind: 'unchanged', answer: null };
    // What was put off was asked for earlier than what comes now (invariant 7).
    if (!(0,repair/* isRepair */.c)(input) && !(0,question/* isQuestion */.J)(input))
        takeUpPutOff(turn);
    const answer = handleReadable(turn, input);
    // With a repair its steps are committed: where it is refused, there must be no commit at all.
    const isRefusedRepair = (0,repair/* isRepair */.c)(input) && answer?.kind !== 'done';
    if ((0,question/* isQuestion */.J)(input) || isRefusedRepair)
        return { kind: 'unchanged', answer };
    // Refused: whatever the rules did on the way to the refusal is forgotten; what is due is still done. Only a job that
    // is turned away at the fence, or whose report is more than there is room for, has ended its attempt with it.
    if (answer?.kind === 'refused' && input.kind !== 'claim' && input.kind !== 'report') {
        turn.replace(turn.before);
    }
    if (!(0,repair/* isRepair */.c)(input))
        takeUpPutOff(turn);
    if (turn.stamp.performs)
        advance(turn);
    record(turn, input, answer);
    (0,summaries/* keepSummaries */.I)(turn);
    oweProjections(turn);
    (0,outbox/* takeOver */.w9)(turn);
    return conclude(turn, input, answer);
}
/** An app that cannot be read keeps nobody from the others: only what needs it is refused (invariant 12). */
function handleReadable(turn, input) {
    try {
        return handle(turn, input);
    }
    catch (error) {
        if (!(error instanceof unreadable/* AppUnreadable */.R))
            throw error;
        turn.replace(turn.before);
        const isAwaited = ['command', 'claim', 'report'].includes(input.kind);
        return isAwaited ? (0,domain_answers/* refuse */.TR)('state-unreadable', { app: error.app, message: error.message }) : null;
    }
}
/** @returns the answer to whoever waits for one; nobody does for what GitHub and the clock say. */
function handle(turn, input) {
    switch (input.kind) {
        case 'command':
        case 'misspelt':
            return answerPerson(turn, input);
        case 'claim':
            return handleClaim(turn, input);
        case 'report':
            return handleReport(turn, input);
        default:
            takeNote(turn, input);
            return null;
    }
}
function takeNote(turn, input) {
    switch (input.kind) {
        case 'push':
            return handlePush(turn, input);
        case 'tag':
            return handleTag(turn, input);
        case 'run':
            return handleRun(turn, input);
        case 'performed':
            return handlePerformed(turn, input.completions);
        case 'tick':
            return handleTick(turn, input);
        case 'checks':
            // Nothing to note: whoever waits for checks looks at them in every turn.
            return;
    }
}
/** Whether any release waits for something on this commit; GitHub tells of many checks that concern nobody. */
function isAwaited(turn, sha) {
    return turn.loadedReleases().some((release) => release.spec.sha === sha && !(0,derive/* isFinal */.dR)(release.status));
}
/** One input, one outcome: a command that was answered before gets its first answer again (invariant 9). */
function answerPerson(turn, input) {
    const first = (0,outcomes/* rememberedAnswer */.jb)(turn.state, input.id);
    if (first)
        return first;
    const answer = turn.policyAnswer();
    const policy = (0,policy_record/* shownPolicy */.oF)(turn.rules());
    if (input.comment && !input.comment.explicit && isSilent(answer, policy))
        return null;
    if (policy === null)
        return decide_noPolicy(answer);
    // A branch that is not there may have been deleted (design, section 4).
    if (turn.before.meta.turn === 0 && !(0,repair/* isRepair */.c)(input))
        vouch(turn);
    const until = (0,question/* isQuestion */.J)(input) ? null : (0,outcomes/* overLimitUntil */.aj)(turn, input.actor.id);
    if (until !== null) {
        if ((0,outcomes/* wasToldOfLimit */.rd)(turn, input.actor.id))
            return null;
        return (0,domain_answers/* refuse */.TR)('too-many-commands', { by: input.actor.login, until });
    }
    if (!(0,question/* isQuestion */.J)(input) && (0,outcomes/* isRestReserved */.VD)(turn) && !mayCommand(turn, input.actor, policy))
        return null;
    if (input.kind === 'misspelt')
        return (0,domain_answers/* refuse */.TR)(input.code, input.detail);
    if ((0,outcomes/* isListFull */.O4)(turn) && !(0,question/* isQuestion */.J)(input))
        return (0,domain_answers/* refuse */.TR)('busy');
    return answerCommand(turn, input, policy);
}
/** Nothing was ever the policy here, or it cannot be had any more. */
function decide_noPolicy(answer) {
    if (answer.status !== 'invalid')
        return (0,domain_answers/* refuse */.TR)('no-config');
    return (0,domain_answers/* refuse */.TR)((0,policy_record/* invalidityOf */.hG)(answer.errors), { problems: answer.errors });
}
/** Short forms are ours only where a config exists, or did, and leaves them on (design, section 7). */
function isSilent(answer, policy) {
    return policy === null ? answer.status === 'absent' : !policy.shortCommands;
}
function record(turn, input, answer) {
    if (answer === null || (input.kind !== 'command' && input.kind !== 'misspelt'))
        return;
    // A repository that is not set up gets no state branch by a question.
    if (answer.code === 'no-config')
        return;
    if ((0,outcomes/* rememberedAnswer */.jb)(turn.before, input.id))
        return;
    (0,outcomes/* noteOutcome */.vY)(turn, input, answer);
}
function conclude(turn, input, answer) {
    const isNew = turn.before.meta.turn === 0;
    // The name of a performer alone is no reason to begin a state branch.
    if (isNew && (0,equal/* isEqual */.n)(turn.before, turn.state))
        return { kind: 'unchanged', answer };
    // Whatever it is that would begin a branch, even the memory of a refusal: there may have been one.
    if (isNew && !(0,repair/* isRepair */.c)(input))
        vouch(turn);
    // A repair puts a branch in the place of one that is gone: what was turned away meanwhile is still to be handled.
    if (isNew && !(0,repair/* isRepair */.c)(input))
        noteWhatLies(turn);
    notePerformer(turn);
    notePolicy(turn);
    if ((0,equal/* isEqual */.n)(turn.before, turn.state))
        return { kind: 'unchanged', answer };
    const meta = { ...turn.state.meta, turn: turn.stamp.turn, at: turn.now };
    const state = { ...turn.state, meta };
    return {
        kind: 'changed',
        state,
        answer,
        headline: headlineOf(turn, input, answer),
        concerns: concernsOf(turn),
    };
}
/**
 * What moves from now on makes releases, whether it is told of or found by a sweep. Where GitHub cannot say what lies
 * there now, the first sweep looks.
 */
function noteWhatLies(turn) {
    const policy = turn.facts.has('policy', {}) ? turn.policy() : null;
    if (policy === null)
        return;
    (0,unanswered/* unlessUnanswered */.t)(turn, () => seeRefs(turn, (0,watched_refs/* watchedBy */.oV)(policy)), () => undefined);
}
/**
 * Whoever wrote the branch first stays its performer until the config names another (docs/decisions/0012-performer.md).
 * The policy is looked at where the turn asked for it anyway.
 */
function notePerformer(turn) {
    const named = turn.facts.has('policy', {}) ? turn.policy()?.performer : null;
    const { meta } = turn.state;
    if (named && named !== meta.performer)
        turn.replace({ ...turn.state, meta: { ...meta, performer: named } });
}
/** By what was decided is remembered: it is what holds when the default branch says nothing that can be read. */
function notePolicy(turn) {
    const policy = turn.facts.has('policy', {}) ? turn.policy() : null;
    const { repository } = turn.state;
    const record = policy && (0,policy_record/* recordOf */.zv)(policy, repository.policy);
    if (record === null || record === repository.policy)
        return;
    turn.replace({ ...turn.state, repository: { ...repository, policy: record } });
}

;// CONCATENATED MODULE: ./lib/domain/set-aside.js





/**
 * A poisonous input, one that a rule threw on: it is answered and remembered, so that nobody waits and nobody tries it
 * again, and it does not hold up the inputs beside it (invariant 12).
 */
function setAside(state, input, stamp) {
    const answer = (0,domain_answers/* refuse */.TR)('internal-error', { name: input.id });
    if (input.kind !== 'command' && input.kind !== 'misspelt')
        return { state, answer };
    const turn = new domain_turn/* Turn */.uF(state, new fact/* Facts */.At(), { ...stamp, now: (0,instant/* latest */.IW)(stamp.now, state.meta.at) });
    (0,outcomes/* noteOutcome */.vY)(turn, input, answer);
    const meta = { ...state.meta, turn: stamp.turn, at: turn.now };
    return { state: { ...turn.state, meta }, answer };
}

;// CONCATENATED MODULE: ./lib/engine/commit-message.js
/** Longest headline that git tools show whole. */
const HEADLINE_MAX = 100;
/** Makes the message of a turn's commit from what its inputs did: a headline for people, trailers for machines. */
function commitMessage(turn, lines) {
    const said = lines.filter((line) => line.input.kind !== 'performed').map((line) => line.headline);
    const carriedOut = lines.filter((line) => line.input.kind === 'performed').map((line) => line.headline);
    const headline = [...said, ...carriedOut].join('; ');
    const releases = [...new Set(lines.flatMap((line) => line.concerns))];
    const actors = [...new Set(lines.flatMap((line) => spellActor(line.input)))];
    const causes = [...new Set(lines.map((line) => line.input.id.replace(':', ' ')))];
    return {
        headline: headline.length > HEADLINE_MAX ? `${headline.slice(0, HEADLINE_MAX - 1)}…` : headline,
        trailers: [
            ...releases.map((release) => ['Release', release]),
            ...actors.map((actor) => ['Actor', actor]),
            ...causes.map((cause) => ['Cause', cause]),
            ...lines.flatMap(spellAdmission),
            ...lines.flatMap(spellRepairs),
            ['Turn', String(turn)],
        ],
    };
}
/** Whoever hears of the commit need not look: a run that may begin makes nothing due. */
function spellAdmission({ input, answer }) {
    return input.kind === 'claim' && answer?.code === 'claimed' ? [['Admitted', input.run.id]] : [];
}
/** What was changed beside the rules stands in the log for ever. */
function spellRepairs({ answer }) {
    const steps = answer?.code === 'repaired' ? (answer.detail.steps ?? []) : [];
    return steps.map(({ file, remedy, commit }) => [
        'Repaired',
        `${file}: ${remedy}${commit === undefined ? '' : ` ${commit.slice(0, 12)}`}`,
    ]);
}
function spellActor(input) {
    const actor = 'actor' in input ? input.actor : null;
    return actor ? [`${actor.login} (${actor.id})`] : [];
}

;// CONCATENATED MODULE: ./lib/engine/make-turn.js









/**
 * Decides a batch of inputs one after the other, each on the state that the one before left.
 * @returns `reload` when a record is wanted that was not read with the state.
 */
async function makeTurn(material) {
    const { loaded, inputs, facts } = material;
    let state = loaded.state;
    const answers = [];
    const undecided = [];
    const lines = [];
    for (const input of inputs) {
        const decided = await decideOne(material, state, input);
        if (decided === 'reload')
            return 'reload';
        answers.push(decided.answer);
        undecided.push(decided.undecided ?? null);
        lines.push(...decided.lines);
        state = decided.state;
    }
    const known = new fact/* Facts */.At(facts.answers);
    return {
        state,
        answers,
        undecided,
        isChanged: state !== loaded.state,
        isOnlyCompletions: lines.every((line) => line.input.kind === 'performed') && !takesOn(state),
        needsFresh: needsFresh(inputs, answers, lines),
        message: commitMessage(state.meta.turn, lines),
        now: (0,instant/* latest */.IW)(loaded.now, state.meta.at),
        rules: (0,policy_record/* rulesKnown */.pH)(loaded.state, known),
        isPolicyGone: (0,policy_record/* isPolicyGone */.aE)(loaded.state, known),
    };
}
/**
 * News of effects can change the state on their own and leave an input beside them with nothing to do: that input, too,
 * has to be looked at on a fresh head, or the wake-up that it is would be lost.
 */
function needsFresh(inputs, answers, lines) {
    if (lines.length === 0 || answers.some((answer) => answer !== null && answer.kind !== 'done'))
        return true;
    const changing = lines.map((line) => line.input);
    return inputs.some((input) => input.kind !== 'performed' && !changing.includes(input));
}
/** What else was due is done together with the news of effects; what it has taken on must not wait for company. */
function takesOn(state) {
    return (0,outbox/* effectsOfTurn */.ZZ)(state, state.meta.turn).length > 0;
}
/** Asks and decides until there is a decision, or it is clear that there can be none now. */
async function decideOne(material, state, input) {
    const stamp = stampFor(material);
    for (;;) {
        const decision = decideCalmly(material, { state, input, stamp });
        if (decision.kind !== 'ask')
            return decision.decided;
        if (await material.facts.answer(decision.questions))
            return 'reload';
    }
}
/** An input on which a rule throws is poisonous: it is answered and set aside, and the others go on (invariant 12). */
function decideCalmly({ facts, log }, { state, input, stamp }) {
    try {
        const decision = decide(state, input, new fact/* Facts */.At(facts.answers), stamp);
        if (decision.kind === 'ask')
            return decision;
        if (decision.kind === 'unanswered') {
            const undecided = facts.whyNot(decision.question);
            return { kind: 'decided', decided: { state, answer: null, lines: [], undecided } };
        }
        if (decision.kind === 'stopped')
            throw new store/* StateUnreadable */.f$(decision.code, domain_state/* STATE_BRANCH */.bm, decision.why);
        if (decision.kind === 'unchanged') {
            return { kind: 'decided', decided: { state, answer: decision.answer, lines: [] } };
        }
        const { answer, headline, concerns } = decision;
        return {
            kind: 'decided',
            decided: { state: decision.state, answer, lines: [{ headline, concerns, input, answer }] },
        };
    }
    catch (error) {
        if (error instanceof store/* StateUnreadable */.f$)
            throw error;
        log.error('a rule failed; the input is set aside', { input: input.id, error: String(error) });
        const aside = setAside(state, input, stamp);
        const lines = aside.state === state
            ? []
            : [{ headline: `${input.kind} set aside`, concerns: [], input, answer: null }];
        return { kind: 'decided', decided: { ...aside, lines } };
    }
}
function stampFor({ loaded, front, nonce, room }) {
    const { meta } = loaded.state;
    // A branch that does not exist yet has no performer: whoever writes it first is.
    const performer = loaded.head === null ? front : meta.performer;
    return {
        now: loaded.now,
        nonce: nonce(),
        performs: front !== null && performer === front,
        turn: meta.turn + 1,
        room: room(),
    };
}

;// CONCATENATED MODULE: ./lib/engine/repair.js




/** @returns how many of the first inputs share a turn; a repair is decided on another view of the branch, so alone. */
function batchOf(waiting, most) {
    const at = waiting.findIndex(({ input }) => (0,repair/* isRepair */.c)(input));
    if (at === 0)
        return 1;
    return at < 0 ? most : Math.min(at, most);
}
/** How long GitHub may show a head from before the damage, where somebody waits for the repair; milliseconds. */
const UNTIL_SHOWN = 10_000;
/** Does what became due while nobody could vouch for the branch. */
const AFTER_REPAIR = { kind: 'tick', id: 'repaired', sweep: false };
/**
 * Decides a repair on the state as it is after it. GitHub may show an older head than the one that is broken: who says
 * what to do was shown what is wrong, so where nothing is, it is looked at again for a moment.
 */
async function decideRepair(parts, inputs, known) {
    const { random, wait } = parts;
    const patience = new engine_patience/* Patience */.i3({ limit: UNTIL_SHOWN, random });
    let decided = await decideOnce(parts, inputs, known);
    while (isSurprising(inputs, decided.made)) {
        const pause = patience.next(null);
        if (pause === null)
            break;
        await wait(pause);
        const again = await decideOnce(parts, inputs, known).catch(nullIfUnavailable);
        // What was found stands when GitHub cannot be asked once more.
        if (again === null)
            break;
        decided = again;
    }
    return decided;
}
function nullIfUnavailable(error) {
    if (error instanceof store/* StoreUnavailable */.us)
        return null;
    throw error;
}
function isSurprising(inputs, { answers }) {
    return inputs.some((input, index) => {
        const isTold = input.kind === 'command' && input.command.name === 'repair' && input.command.apply;
        return isTold && answers[index]?.code === 'nothing-to-repair';
    });
}
async function decideOnce({ store, nonce, log }, inputs, { facts, performing }) {
    const loaded = await store.examine();
    facts.noteExamined(loaded);
    performing.note(loaded.state);
    // Nothing is carried out in the turn itself: one commit, and nothing but the repair.
    const made = await makeTurn({ loaded, inputs, facts, front: null, nonce, room: () => 0, log });
    if (made === 'reload')
        throw new Error('a repair needs no record of a release');
    return { loaded, made };
}

;// CONCATENATED MODULE: ./lib/engine/decide-turn.js






/** Reads the state and decides inputs on it, and again as often as records are wanted that were not read with it. */
async function decideTurn(parts, inputs, { policies, performing, mayBeCached }) {
    const { facts: source, store, front, nonce, wait, random, log } = parts;
    const { reporter } = parts;
    const room = () => reporter.room?.() ?? Infinity;
    const pushes = inputs.filter((input) => input.kind === 'push');
    const facts = new TurnFacts({ source, pushes, policies, wait, random, log });
    if (inputs.some(repair/* isRepair */.c))
        return decideRepair(parts, inputs, { facts, performing });
    let cached = mayBeCached;
    for (;;) {
        const beside = () => facts.expectPolicy();
        const loaded = await store.load({ want: facts.wanted, mayBeCached: cached, beside });
        performing.note(loaded.state);
        for (const { app, number } of facts.wanted) {
            if (!loaded.state.releases[(0,names/* releaseKey */.D)(app, number)])
                facts.noteAbsent(app, number);
        }
        const made = await makeTurn({ loaded, inputs, facts, front, nonce, room, log });
        if (made === 'reload')
            continue;
        reporter.expect?.((0,outbox/* effectsOfTurn */.ZZ)(made.state, made.state.meta.turn).filter(outbox/* mayBeKeptBack */.Ix).length);
        if (!(loaded.cached && made.needsFresh)) {
            performing.note(made.state);
            return { loaded, made };
        }
        cached = false;
    }
}

// EXTERNAL MODULE: ./lib/reporter/reporter.js
var reporter = __webpack_require__(1056);
;// CONCATENATED MODULE: ./lib/engine/echo.js

/** @returns whether a run is under way, so that another turn is sure to come. */
function hasLiveWork(state) {
    return Object.values(state.releases).some((release) => (0,derive/* liveAttempts */.Rs)(release).length > 0);
}
/**
 * @returns whether an input is most likely no news to this state: the end of a run that is not awaited there, a check
 * that no attempt waits for.
 */
function isEcho(input, state) {
    const open = Object.values(state.releases).filter(({ status }) => !(0,derive/* isFinal */.dR)(status));
    switch (input.kind) {
        case 'run': {
            const { id, title } = input.run;
            const live = open.flatMap(derive/* liveAttempts */.Rs);
            return !live.some(({ run, nonce }) => run?.id === id || title.includes(nonce));
        }
        case 'checks':
            return !open
                .filter(({ spec }) => spec.sha === input.sha)
                .flatMap(({ phases }) => phases.flatMap(({ activities }) => activities))
                .some(({ status }) => status === 'waiting');
        default:
            return false;
    }
}

;// CONCATENATED MODULE: ./lib/domain/dispatch-order.js






/**
 * Makes the order of an owed dispatch from the head, so that what is sent is what is still wanted (invariant 6).
 * @returns `not-wanted` when the attempt no longer waits for its run; `not-now` when there is no policy to judge it by,
 *   or none that still has its app and environment.
 */
function dispatchOrder(state, rules, effect) {
    const release = state.releases[(0,names/* releaseKey */.D)(effect.app, effect.release)];
    const attempt = release ? (0,attempts/* findAttempt */.Vb)(release, effect) : undefined;
    const spec = release ? (0,attempts/* activitySpec */.nO)(release, effect.activity) : undefined;
    if (!release || !spec || attempt?.status !== 'pending')
        return 'not-wanted';
    const policy = (0,policy_record/* policyFor */.KV)(rules, release, spec);
    if (policy === null || !hasPlace(policy, release, spec))
        return 'not-now';
    const input = signalboxInput(state, policy, { release, spec, attempt });
    return {
        workflow: spec.workflow,
        ref: policy.defaultBranch,
        nonce: attempt.nonce,
        input,
        since: attempt.createdAt,
    };
}
function hasPlace(policy, { app }, spec) {
    if (!(0,own/* own */.Z)(policy.apps, app))
        return false;
    return spec.kind === 'task' || (0,own/* own */.Z)(policy.environments, spec.environment) !== undefined;
}
function signalboxInput(state, policy, { release, spec, attempt }) {
    const environment = spec.kind === 'deploy' ? (0,own/* own */.Z)(policy.environments, spec.environment) : undefined;
    const apps = new Set([...Object.keys(state.apps), ...Object.keys(policy.apps)]);
    const name = (0,names/* spellRelease */.e)(release, apps.size > 1);
    return {
        version: 1,
        app: release.app,
        release: release.number,
        title: `${name} ${spec.name} [${attempt.nonce}]`,
        nonce: attempt.nonce,
        turn: state.meta.turn,
        operation: spec.kind,
        environment: spec.kind === 'deploy' ? { name: spec.environment, attributes: environment?.attributes ?? {} } : null,
        sha: release.spec.sha,
        ref: release.spec.ref,
        activity: spec.name,
        attempt: attempt.number,
        inputs: attempt.inputs ?? {},
        outputs: (0,activity_inputs/* releaseOutputs */.mm)(release),
        vars: release.spec.vars,
        url: environment?.url ?? null,
        branch: domain_state/* STATE_BRANCH */.bm,
    };
}

// EXTERNAL MODULE: ./lib/runner/runner.js
var runner = __webpack_require__(9230);
;// CONCATENATED MODULE: ./lib/engine/perform.js






/** An ambiguous dispatch is looked for this long before it is sent again (invariant 4). */
const SEARCH = 5 * instant/* MINUTE */.pY;
/** Carries out one effect. What comes back is noted in the outbox by a later turn; nothing here throws. */
async function perform(parts, owed, { head, news = [] }) {
    const { effect, turn } = owed;
    const of = { id: effect.id, turn };
    try {
        switch (effect.kind) {
            case 'dispatch':
                return { ...of, ...(await perform_dispatch(parts, { ...owed, effect }, head(), news)) };
            case 'cancel':
                return { ...of, ...(await cancel(parts, effect)) };
            case 'status':
            case 'deployment':
            case 'live-comment':
            case 'notice':
            case 'reply':
                return { ...of, ...(await show(parts, effect, head(), owed.doubtful === true)) };
        }
    }
    catch (error) {
        parts.log.warn(`${effect.kind} did not go through; it stays owed`, {
            effect: effect.id,
            error: String(error),
        });
        const lacks = lackedBy(error);
        if (lacks !== null)
            return { ...of, kind: 'refused', message: String(error), permanent: false, lacks };
        // GitHub may have acted all the same: the next one looks first.
        return { ...of, kind: 'ambiguous', ...keptBack(error) };
    }
}
/** @returns what the credentials lacked, so that certainly nothing was done; null: that is not why. */
function lackedBy(error) {
    const isPort = error instanceof runner/* RunnerUnavailable */.l || error instanceof reporter/* ReporterUnavailable */.i;
    return isPort ? error.lacks : null;
}
/** What is shown may take several requests, and only the last have been kept back: that is no certainty. */
function keptBack(error) {
    const isLimited = error instanceof reporter/* ReporterUnavailable */.i && error.retryAfter > 0;
    return isLimited ? { retryAfter: error.retryAfter } : {};
}
async function perform_dispatch(parts, owed, head, performed) {
    const order = dispatchOrder(head.state, head.rules, owed.effect);
    if (order === 'not-wanted')
        return { kind: 'done' };
    // Without a policy nothing can be judged, so nothing is sent (invariants 6 and 12).
    if (order === 'not-now')
        return { kind: 'refused', message: 'no valid policy has it', permanent: false };
    if (owed.doubtful) {
        const run = await parts.runner.find(order);
        if (run)
            return { kind: 'started', run: { id: run.id, url: run.url } };
        if ((0,instant/* secondsBetween */.O1)(owed.since, head.state.meta.at) < SEARCH)
            return { kind: 'ambiguous' };
    }
    const outcome = await parts.runner.start({ ...order, input: withNews(order.input, performed) });
    switch (outcome.kind) {
        case 'started':
            return { kind: 'started', run: outcome.run };
        case 'refused':
            return { kind: 'refused', message: outcome.message, permanent: true };
        case 'not-now': {
            const { kind: _, ...why } = outcome;
            return { kind: 'refused', ...why, permanent: false };
        }
        case 'ambiguous':
            return { kind: 'ambiguous' };
    }
}
/** What does not fit is looked up when its lease is over; no dispatch is to fail because of it. */
function withNews(input, performed) {
    if (performed.length === 0)
        return input;
    const all = { ...input, performed };
    return (0,dispatch_room/* dispatchLength */.z)(all) > dispatch_room/* DISPATCH_MOST */.d ? input : all;
}
async function cancel(parts, effect) {
    await parts.runner.cancel(effect.run);
    return { kind: 'done' };
}
async function show(parts, effect, head, doubtful) {
    const isLoaded = !('release' in effect) || (0,names/* releaseKey */.D)(effect.app, effect.release) in head.state.releases;
    if (!isLoaded)
        return { kind: 'done' };
    const shown = await parts.reporter.show(effect, head, doubtful);
    if (shown.kind === 'written')
        return { kind: 'written', digest: shown.digest, ref: shown.ref };
    if (shown.kind === 'dropped') {
        parts.log.warn('GitHub will not show this', { effect: effect.id, why: shown.message });
    }
    return { kind: 'done' };
}

;// CONCATENATED MODULE: ./lib/engine/unrecorded.js

/** What came of effects and is in no commit yet. */
class Unrecorded {
    #finished = [];
    /** Handed to a turn that is being decided. */
    #taken = [];
    /** Per effect, the newest turn that it is carried out for here. */
    #newest = new Map();
    /** What was written last so far, where more was under way when it was taken. */
    #unsaid = [];
    get isEmpty() {
        return this.#finished.length === 0;
    }
    /** These are carried out from now on. */
    expect(owed) {
        for (const { effect, turn } of owed)
            this.#newest.set(effect.id, turn);
    }
    add(...finished) {
        this.#finished.push(...finished);
    }
    /** @returns what was added since the last call; whoever takes it records it or brings it back. */
    take() {
        const taken = this.#withLastWords(this.#finished.splice(0).map(withoutWord));
        this.#taken.push(...taken);
        return taken.map(({ completion }) => completion);
    }
    /** It could not be recorded yet. */
    bringBack(completions) {
        const known = completions.map((completion) => this.#taken.find((each) => each.completion === completion) ?? { effect: null, completion });
        this.#taken = this.#taken.filter(({ completion }) => !completions.includes(completion));
        this.#finished.unshift(...known);
    }
    /** What was taken is in the branch. */
    recorded(completions) {
        this.#taken = this.#taken.filter(({ completion }) => !completions.includes(completion));
        for (const { id, turn } of completions)
            if (this.#newest.get(id) === turn)
                this.#newest.delete(id);
    }
    /** @returns what nobody has taken, when all of it was carried out to its end; else null. */
    accomplished() {
        const all = this.#finished.map(({ completion }) => plain(completion));
        const accomplished = all.filter((each) => each.kind === 'done' || each.kind === 'written');
        return accomplished.length === all.length ? accomplished : null;
    }
    /** Somebody else sees to these. */
    leave(news) {
        const isLeft = ({ id, turn }) => news.some((each) => each.id === id && each.turn === turn);
        this.#finished = this.#finished.filter(({ completion }) => !isLeft(completion));
    }
    /**
     * Only here is it known what was written last: whether it is what is shown now, others may have to see to. As long as
     * more is under way it is not known; and what comes then may find nothing to write.
     */
    #withLastWords(finished) {
        const over = new Set(finished.flatMap(({ completion: { id, turn } }) => (this.#newest.get(id) === turn ? [id] : [])));
        const isOver = ({ completion }) => over.has(completion.id);
        const given = [...this.#unsaid.filter(isOver), ...finished];
        const last = new Map(given.filter(isWord).map((each) => [each.completion.id, each]));
        const isLast = (each) => last.get(each.completion.id) === each;
        const isUnderWay = (each) => !isOver(each) && this.#newest.has(each.completion.id);
        this.#unsaid = [...this.#unsaid, ...finished.filter(isLast)].filter(isUnderWay);
        return given.map((each) => (isOver(each) && isLast(each) ? withWord(each) : each));
    }
    /** @returns the head with what was written counting as remembered, or it would have to be looked up. */
    within({ state, policy }) {
        const all = [...this.#taken, ...this.#finished];
        return {
            state: all.reduce((known, { effect, completion }) => effect === null ? known : rememberingWritten(known, effect, completion), state),
            policy,
        };
    }
}
/** Whether it was written, or may have been. */
function isWord({ completion: { kind } }) {
    return kind === 'written' || kind === 'ambiguous';
}
function withWord({ effect, completion }) {
    const isWritten = completion.kind === 'written' || completion.kind === 'ambiguous';
    return isWritten && effect !== null
        ? { effect, completion: { ...completion, effect } }
        : { effect, completion };
}
function withoutWord({ effect, completion }) {
    return { effect, completion: plain(completion) };
}
/** @returns the same without what was written. */
function plain(completion) {
    if (completion.kind !== 'written' && completion.kind !== 'ambiguous')
        return completion;
    const { effect: _, ...rest } = completion;
    return rest;
}

;// CONCATENATED MODULE: ./lib/engine/effect-desk.js








/** While a run is under way its end will bring a turn, and what came of effects can ride along. */
const BUSY = 20;
/**
 * So many projections go out before a dispatch that is to take along what came of them; with more, work would begin
 * seconds later.
 */
const FEW = 8;
/**
 * GitHub's secondary limits are over after minutes, and who asks for the state of things still wants to know it then;
 * milliseconds.
 */
const LIMITED = 10 * 60_000;
/** Carries out the effects of an engine's own turns, and keeps what came of them until a turn takes it along. */
class EffectDesk {
    #options;
    /** Per effect, the last of its performances that is under way. */
    #lines = new Map();
    #unrecorded = new Unrecorded();
    #latest = null;
    #underWay = 0;
    #flush = null;
    #isHurried = false;
    #hurry = () => undefined;
    constructor(options) {
        this.#options = options;
    }
    /** Nothing is being carried out. */
    get isDone() {
        return this.#underWay === 0;
    }
    /** Nothing is left to be recorded. */
    get isRecorded() {
        return this.#unrecorded.isEmpty;
    }
    /** @returns what came of effects since the last call; whoever takes it records it or brings it back. */
    take() {
        return this.#unrecorded.take();
    }
    /** What came of effects is recorded without waiting for company until further notice: the engine is about to end. */
    flush() {
        this.#isHurried = true;
        this.#hurry();
    }
    /** It may wait for company again. */
    calm() {
        this.#isHurried = false;
    }
    /**
     * Whether an input is most likely no news, by what this engine knew last. That is good for a guess how much it
     * hurries, not for deciding anything.
     */
    isEcho(input) {
        return this.#latest !== null && isEcho(input, this.#latest.state);
    }
    /** It could not be recorded yet. */
    bringBack(completions) {
        this.#unrecorded.bringBack(completions);
        this.#flushSoon();
    }
    /**
     * Takes note of the newest head; effects are judged against it just before they are carried out. A head that is older
     * than what is known, read from a server that lags, is no news.
     * @param rules null when the turn did not ask for the policy.
     */
    noteHead(state, rules) {
        if (this.#latest && state.meta.turn < this.#latest.state.meta.turn)
            return;
        this.#latest = { state, rules: rules ?? this.#latest?.rules ?? policy_record/* NO_RULES */.Wd };
    }
    /** What was taken is in the branch. */
    recorded(completions) {
        this.#unrecorded.recorded(completions);
    }
    /** Carries out what belongs to the newest turn. */
    carryOut(state) {
        const owed = (0,outbox/* effectsOfTurn */.ZZ)(state, state.meta.turn);
        this.#unrecorded.expect(owed);
        const dispatches = owed.flatMap((each) => (isDispatch(each) ? [each] : []));
        const others = owed.filter((each) => !isDispatch(each));
        if (!this.#takesNews(dispatches) || others.length > FEW) {
            for (const each of owed)
                void this.#start(() => this.#carryOutInLine(each, state));
            return;
        }
        const before = others.map((each) => this.#start(() => this.#carryOutInLine(each, state)));
        void this.#start(() => this.#dispatchWithNews(dispatches, before, state));
    }
    /** Whether new runs come of these; one in doubt may be there already, and takes nothing along any more. */
    #takesNews(dispatches) {
        const isSure = dispatches.length > 0 && !dispatches.some(({ doubtful }) => doubtful);
        return this.#options.parts.isBrief === true && isSure;
    }
    /** Shows what the branch owes to nobody, so that nobody else would try it again. */
    showUnrecorded(show) {
        const { parts } = this.#options;
        const passes = (error) => error instanceof reporter/* ReporterUnavailable */.i;
        void this.#start(async () => {
            try {
                const { wait, random, patience } = parts;
                await (0,engine_patience/* patiently */.d_)(show, passes, { wait, random, limit: Math.max(patience, LIMITED) });
            }
            catch (error) {
                parts.log.warn('not shown', { error: String(error) });
            }
        });
    }
    /** The next turn may owe the same again; it waits its turn, so that it finds what the one before has made. */
    async #inLine(effect, work) {
        const mine = (this.#lines.get(effect) ?? Promise.resolve()).then(work);
        this.#lines.set(effect, mine);
        await mine;
        if (this.#lines.get(effect) === mine)
            this.#lines.delete(effect);
    }
    #carryOutInLine(owed, state) {
        return this.#inLine(owed.effect.id, async () => {
            this.#unrecorded.add({ effect: owed.effect, completion: await this.#perform(owed, state) });
        });
    }
    #perform(owed, state, news = []) {
        const head = () => {
            const { rules, ...latest } = this.#latest ?? { state, rules: policy_record/* NO_RULES */.Wd };
            return { ...this.#unrecorded.within({ ...latest, policy: (0,policy_record/* shownPolicy */.oF)(rules) }), rules };
        };
        return perform(this.#options.parts, owed, { head, news });
    }
    /**
     * The runs take along what came of the rest, and that one of them claims says that it was dispatched: then there is
     * nothing left to be recorded here, no commit that could meet the claim's. If none ever comes, the lease ends and
     * everything is looked up.
     */
    async #dispatchWithNews(dispatches, before, state) {
        await Promise.all(before);
        const news = this.#unrecorded.accomplished();
        const sent = await Promise.all(dispatches.map(async (owed) => {
            const { effect } = owed;
            return { effect, completion: await this.#perform(owed, state, news ?? []) };
        }));
        if (news !== null && sent.every(({ completion }) => completion.kind === 'started')) {
            this.#unrecorded.leave(news);
            this.#options.parts.onTurn?.(state, sent.reduce(withStarted, state));
        }
        else {
            this.#unrecorded.add(...sent);
        }
    }
    #start(work) {
        this.#underWay += 1;
        return work().finally(() => {
            this.#underWay -= 1;
            if (this.#underWay === 0)
                this.#flushSoon();
            this.#options.onFinished();
        });
    }
    /** Completions ride in the next turn's commit; when none comes for a while they get one of their own. */
    #flushSoon() {
        if (this.#unrecorded.isEmpty)
            return;
        const { parts } = this.#options;
        const isBusy = this.#latest !== null && hasLiveWork(this.#latest.state);
        if (this.#flush) {
            // It was begun when more was to come.
            if (this.#isHurried)
                this.#hurry();
            else if (!isBusy && !parts.isBrief)
                void parts.wait(parts.flushAfter).then(this.#hurry);
            return;
        }
        const hurried = new Promise((resolve) => (this.#hurry = resolve));
        if (this.#isHurried)
            this.#hurry();
        const waited = parts.isBrief ? hurried : parts.wait(parts.flushAfter * (isBusy ? BUSY : 1));
        this.#flush = Promise.race([waited, hurried]).then(async () => {
            this.#flush = null;
            const completions = this.take();
            if (completions.length > 0)
                await this.#record(completions);
            this.#options.onFinished();
        });
    }
    /** What cannot be recorded is forgotten: when its lease is over, somebody looks it up (invariant 3). */
    async #record(completions) {
        try {
            await this.#options.record(completions);
        }
        catch (error) {
            this.recorded(completions);
            this.#options.parts.log.warn('what was carried out could not be recorded; it will be looked up', {
                effects: completions.map((each) => each.id),
                error: String(error),
            });
        }
    }
}
function isDispatch(owed) {
    return owed.effect.kind === 'dispatch';
}
function withStarted(state, { effect, completion }) {
    const run = completion.kind === 'started' ? completion.run : null;
    return run === null ? state : rememberingStarted(state, effect, run);
}

// EXTERNAL MODULE: ./lib/engine/engine.js
var engine = __webpack_require__(9402);
;// CONCATENATED MODULE: ./lib/engine/own-commits.js
const KNOWN = 200;
/** What the id of the news that the state branch moved begins with; the commit follows. */
const STATE_NEWS = 'state:';
/** The newest commits of the state branch that one engine made. */
class OwnCommits {
    #commits = [];
    add(commit) {
        this.#commits.push(commit);
        if (this.#commits.length > KNOWN)
            this.#commits.shift();
    }
    has(commit) {
        return this.#commits.includes(commit);
    }
    /** GitHub may tell of a commit before it answers whoever makes it; by the time of the next turn it is known. */
    isNewsOf({ kind, id }) {
        return kind === 'tick' && id.startsWith(STATE_NEWS) && this.has(id.slice(STATE_NEWS.length));
    }
}

;// CONCATENATED MODULE: ./lib/engine/news-of-effects.js
/** @returns what came of effects, as an input of its own. */
function performed(completions) {
    return { kind: 'performed', id: 'performed', completions };
}
/** @returns also those that the desk had handed in by itself and that met other inputs on the way. */
function completionsOf(input) {
    return input.kind === 'performed' ? input.completions : [];
}

;// CONCATENATED MODULE: ./lib/engine/performing.js
/** Who carries things out in a repository, as the last turn of one engine found or left it. */
class Performing {
    #front;
    #performer = null;
    #waiting = [];
    constructor(front) {
        this.#front = front;
    }
    /** @returns whether this front does; waits until the first turn has read it. */
    isMine() {
        if (this.#performer !== null)
            return Promise.resolve(this.#performer === this.#front);
        return new Promise((resolve) => this.#waiting.push(resolve));
    }
    note({ meta }) {
        this.#performer = meta.performer;
        this.#answer(meta.performer === this.#front);
    }
    /** The turn came to nothing. Where nobody knows, whoever heard it speaks: silence would be worse than two voices. */
    giveUp() {
        this.#answer(this.#performer === null || this.#performer === this.#front);
    }
    #answer(isMine) {
        for (const tell of this.#waiting.splice(0))
            tell(isMine);
    }
}

;// CONCATENATED MODULE: ./lib/engine/reply-at-once.js


/**
 * Answers that are not in the branch (queries, and commands of which nothing was remembered) are replied at once,
 * outside the outbox: losing one, when this process ends while GitHub takes no comments, costs a person a repeated
 * question, nothing else.
 * @returns null when nobody waits in a comment, or the outbox owes the reply already.
 */
function replyAtOnce(input, answer, made) {
    if (input.kind !== 'command' && input.kind !== 'misspelt')
        return null;
    if (!answer || !input.comment || (0,outcomes/* rememberedAnswer */.jb)(made.state, input.id))
        return null;
    const { id, issue } = input.comment;
    const { id: cause, writtenAt } = input;
    const effect = {
        kind: 'reply',
        id: `reply:${cause}`,
        input: cause,
        issue,
        comment: id,
        writtenAt,
    };
    const outcome = { input: input.id, at: made.now, answer };
    // Ages are told as of now: in a quiet repository the last turn may be days old.
    const meta = { ...made.state.meta, at: made.now };
    const state = { ...made.state, meta, outcomes: [...made.state.outcomes, outcome] };
    const policy = made.rules && (0,policy_record/* shownPolicy */.oF)(made.rules);
    return { effect, head: { state, policy } };
}

;// CONCATENATED MODULE: ./lib/engine/unavailable.js


/** Nobody's input is to blame when the branch cannot be had, and trying them one by one would only take longer. */
function concernsAll(error) {
    return (error instanceof engine/* EngineUnavailable */.R || error instanceof store/* StateUnreadable */.f$ || error instanceof store/* StoreRefused */.yh);
}
/** @returns the error as those who submitted an input get it. */
function unavailable(error) {
    if (error instanceof engine/* EngineUnavailable */.R)
        return error;
    return new engine/* EngineUnavailable */.R(error instanceof Error ? error.message : String(error), { cause: error });
}

;// CONCATENATED MODULE: ./lib/engine/waiters.js
/** Those who wait for a condition that others bring about, and say when they did something. */
class Waiters {
    #all = [];
    /** Resolves when it is true: now, or when `look` finds it so. */
    until(isThere) {
        if (isThere())
            return Promise.resolve();
        return new Promise((resolve) => this.#all.push({ isThere, resolve }));
    }
    /** Something was done. */
    look() {
        const there = this.#all.filter(({ isThere }) => isThere());
        this.#all = this.#all.filter((each) => !there.includes(each));
        for (const { resolve } of there)
            resolve();
    }
}

;// CONCATENATED MODULE: ./lib/engine/repository-engine.js













/** Inputs that share a commit, at most. */
const BATCH = 50;
/** @returns the engine of one repository. */
function createEngine(parts) {
    return new RepositoryEngine(parts);
}
/**
 * One turn at a time: everything that waits is decided together, committed by compare-and-swap, answered, and then its
 * effects are carried out while the next turn may already run.
 */
class RepositoryEngine {
    #parts;
    #desk;
    #performing;
    #policies;
    #commits = new OwnCommits();
    #queue = [];
    #isTurning = false;
    /** Inputs that could not be decided and will be handed in again. */
    #resting = 0;
    #waiters = new Waiters();
    #isPolicyGone = false;
    constructor(parts) {
        this.#parts = parts;
        this.#policies = parts.policies ?? new PolicyCache();
        this.#performing = new Performing(parts.front);
        this.#desk = new EffectDesk({
            parts,
            record: (completions) => this.submit(performed(completions)),
            onFinished: () => this.#waiters.look(),
        });
    }
    submit(input) {
        return new Promise((resolve, reject) => {
            const { patience: limit, random } = this.#parts;
            const waiting = { input, resolve, reject, patience: new engine_patience/* Patience */.i3({ limit, random }) };
            this.#queue.push(waiting);
            void this.#turnSoon(waiting);
        });
    }
    async settled() {
        this.#desk.flush();
        void this.#turnWhileNeeded();
        await this.#waiters.until(() => this.#isDone() && this.#desk.isRecorded);
        this.#desk.calm();
    }
    /** GitHub tells of one thing in several ways, seconds apart; what is known to be over waits for company. */
    async #turnSoon(waiting) {
        const { lingerFor = 0, wait } = this.#parts;
        if (lingerFor > 0 && this.#desk.isEcho(waiting.input))
            await wait(lingerFor);
        // It may have gone along with another by now; what lingers since then has its own time.
        if (this.#queue.includes(waiting))
            await this.#turnWhileNeeded();
    }
    knows(commit) {
        return this.#commits.has(commit);
    }
    performs() {
        return this.#performing.isMine();
    }
    isPolicyGone() {
        return this.#isPolicyGone;
    }
    #isDone() {
        return this.#queue.length === 0 && this.#resting === 0 && !this.#isTurning && this.#desk.isDone;
    }
    async #turnWhileNeeded() {
        if (this.#isTurning)
            return;
        this.#isTurning = true;
        try {
            while (this.#queue.length > 0) {
                const batch = this.#queue.splice(0, batchOf(this.#queue, BATCH));
                const news = batch.filter(({ input }) => !this.#commits.isNewsOf(input));
                for (const each of batch)
                    if (!news.includes(each))
                        each.resolve(null);
                if (news.length > 0)
                    await this.#turn(news);
            }
        }
        finally {
            this.#isTurning = false;
            this.#waiters.look();
        }
    }
    /**
     * One turn for a batch. One that fails for a reason that may lie in one of its inputs is tried again one by one
     * (invariant 12).
     */
    async #turn(batch) {
        try {
            await this.#turnOnce(batch);
        }
        catch (error) {
            if (batch.length === 1 || concernsAll(error)) {
                this.#performing.giveUp();
                for (const each of batch)
                    each.reject(unavailable(error));
                return;
            }
            this.#parts.log.warn('a batch could not be committed; its inputs are tried one by one', {
                inputs: batch.length,
                error: String(error),
            });
            for (const one of batch)
                await this.#turn([one]);
        }
    }
    async #turnOnce(batch) {
        const done = this.#desk.take();
        const inputs = [...(done.length === 0 ? [] : [performed(done)]), ...batch.map((each) => each.input)];
        try {
            // The desk hands in itself what has waited long enough.
            const mayWait = !batch.some(({ input }) => input.kind === 'performed');
            const made = await this.#commit(inputs, mayWait);
            const news = inputs.flatMap(completionsOf);
            if (made.isPostponed)
                this.#desk.bringBack(news);
            else
                this.#desk.recorded(news);
            const first = inputs.length - batch.length;
            batch.forEach((each, index) => {
                const why = made.undecided[first + index];
                if (why)
                    void this.#again(each, why);
                else
                    this.#answer(each, made.answers[first + index] ?? null, made);
            });
        }
        catch (error) {
            this.#desk.bringBack(done);
            throw error;
        }
    }
    /** GitHub could not say what this one needs to know; the others of its turn went on. */
    async #again(waiting, why) {
        const pause = waiting.patience.next(why);
        if (pause === null) {
            waiting.reject(unavailable(why));
            return;
        }
        this.#resting += 1;
        await this.#parts.wait(pause);
        this.#resting -= 1;
        this.#queue.push(waiting);
        await this.#turnWhileNeeded();
    }
    #answer(waiting, answer, made) {
        waiting.resolve(answer);
        // The other front only records: what is not in the branch, the performer hears and answers itself (invariant 3).
        const { turn, performer } = made.state.meta;
        if (turn > 0 && performer !== this.#parts.front)
            return;
        const reply = replyAtOnce(waiting.input, answer, made);
        if (!reply)
            return;
        this.#desk.showUnrecorded(() => this.#parts.reporter.show(reply.effect, reply.head, true));
    }
    /**
     * Reads, decides and commits until the head did not move in between (invariant 2). Whether a commit that was not
     * answered happened shows when it is decided anew: what it did is then found done.
     */
    async #commit(inputs, mayWait) {
        const { patience: limit, random } = this.#parts;
        const patience = new engine_patience/* Patience */.i3({ limit, random });
        // Everything else asks for the policy, and with that the head can be had in the same request.
        const isNews = inputs.every((each) => each.kind === 'performed');
        for (let tries = 0;; tries += 1) {
            const made = await this.#tryCommit(inputs, { mayWait, mayBeCached: isNews && tries === 0 });
            if (!(made instanceof Error))
                return made;
            const pause = patience.next(made);
            if (pause === null)
                throw new engine/* EngineUnavailable */.R(made.message, { cause: made });
            await this.#parts.wait(pause);
        }
    }
    /** @returns the turn, or why it is worth another try. */
    async #tryCommit(inputs, { mayWait, mayBeCached }) {
        try {
            const { loaded, made } = await this.#decide(inputs, mayBeCached);
            // News of effects does not deserve a commit of its own while other inputs come in; the desk sees to it.
            const isPostponed = made.isOnlyCompletions && mayWait;
            if (made.isChanged && !isPostponed)
                return await this.#commitOnce(loaded, made);
            this.#desk.noteHead(made.isChanged ? loaded.state : made.state, made.rules);
            return { ...made, isPostponed: made.isChanged };
        }
        catch (error) {
            if (error instanceof store/* StoreUnavailable */.us)
                return error;
            throw error;
        }
    }
    async #commitOnce(loaded, made) {
        const outcome = await this.#parts.store.commit({
            expected: loaded.head,
            before: loaded.state,
            after: made.state,
            message: made.message,
            ...('repairs' in loaded ? { repairs: loaded.repairs } : {}),
        });
        if (outcome.kind === 'conflict')
            return new engine_patience/* Outrun */.k1('other writers were always faster');
        this.#commits.add(outcome.head);
        this.#parts.log.info(made.message.headline, { turn: made.state.meta.turn });
        this.#parts.onTurn?.(loaded.state, made.state);
        this.#desk.noteHead(made.state, made.rules);
        this.#desk.carryOut(made.state);
        // A repair only records; what is due then is done in a turn of its own.
        if ('repairs' in loaded)
            void this.submit(AFTER_REPAIR).catch(() => undefined);
        return { ...made, isPostponed: false };
    }
    async #decide(inputs, mayBeCached) {
        const [policies, performing] = [this.#policies, this.#performing];
        const decided = await decideTurn(this.#parts, inputs, { policies, performing, mayBeCached });
        this.#isPolicyGone = decided.made.isPolicyGone ?? this.#isPolicyGone;
        return decided;
    }
}


/***/ }),

/***/ 6003:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bw: () => (/* binding */ fromData),
/* harmony export */   L4: () => (/* binding */ GivenNull),
/* harmony export */   OY: () => (/* binding */ toData),
/* harmony export */   Vi: () => (/* binding */ AbsentNull)
/* harmony export */ });
/* harmony import */ var _actions_expressions__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4662);
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1495);


/** Values nest no deeper than this; nobody means more, and recursion stays safe. */
const MAX_DEPTH = 100;
/** A null that somebody wrote, as against the null of a reference that leads nowhere. */
class GivenNull extends _actions_expressions__WEBPACK_IMPORTED_MODULE_0__/* .data.Null */ .p.Uv {
}
/** The null of a reference that leads nowhere. */
class AbsentNull extends _actions_expressions__WEBPACK_IMPORTED_MODULE_0__/* .data.Null */ .p.Uv {
}
/**
 * @returns GitHub's data for a JSON value; its nulls are `GivenNull`.
 * @throws {ExpressionRefused} when it nests too deeply.
 */
function toData(value, depth = 0) {
    if (depth > MAX_DEPTH)
        throw new _refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .ExpressionRefused */ .jN(`a value nests deeper than ${MAX_DEPTH} levels`);
    if (value === null)
        return new GivenNull();
    if (typeof value === 'string')
        return new _actions_expressions__WEBPACK_IMPORTED_MODULE_0__/* .data.StringData */ .p.uQ(value);
    if (typeof value === 'number')
        return new _actions_expressions__WEBPACK_IMPORTED_MODULE_0__/* .data.NumberData */ .p.Q9(value);
    if (typeof value === 'boolean')
        return new _actions_expressions__WEBPACK_IMPORTED_MODULE_0__/* .data.BooleanData */ .p.bo(value);
    if (isList(value)) {
        const list = new _actions_expressions__WEBPACK_IMPORTED_MODULE_0__/* .data.Array */ .p.O3();
        for (const item of value)
            list.add(toData(item, depth + 1));
        return list;
    }
    const dictionary = new _actions_expressions__WEBPACK_IMPORTED_MODULE_0__/* .data.Dictionary */ .p.bT();
    for (const [key, item] of Object.entries(value))
        dictionary.add(key, toData(item, depth + 1));
    return dictionary;
}
/**
 * @returns the JSON value of GitHub's data.
 * @throws {ExpressionRefused} for numbers that JSON does not have (NaN, infinity).
 */
function fromData(value) {
    if (value instanceof _actions_expressions__WEBPACK_IMPORTED_MODULE_0__/* .data.Null */ .p.Uv)
        return null;
    if (value instanceof _actions_expressions__WEBPACK_IMPORTED_MODULE_0__/* .data.StringData */ .p.uQ || value instanceof _actions_expressions__WEBPACK_IMPORTED_MODULE_0__/* .data.BooleanData */ .p.bo)
        return value.value;
    if (value instanceof _actions_expressions__WEBPACK_IMPORTED_MODULE_0__/* .data.NumberData */ .p.Q9)
        return finite(value.value);
    if (value instanceof _actions_expressions__WEBPACK_IMPORTED_MODULE_0__/* .data.Array */ .p.O3)
        return value.values().map(fromData);
    return Object.fromEntries(value.pairs().map((pair) => [pair.key, fromData(pair.value)]));
}
function finite(value) {
    if (!Number.isFinite(value)) {
        throw new _refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .ExpressionRefused */ .jN(`its value is ${value}, which is not a number in JSON`);
    }
    // JSON has no negative zero: who writes one reads none.
    return value === 0 ? 0 : value;
}
function isList(value) {
    return Array.isArray(value);
}


/***/ }),

/***/ 3670:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LW: () => (/* binding */ boundedFunctions),
/* harmony export */   ax: () => (/* binding */ FUNCTION_NAMES),
/* harmony export */   sV: () => (/* binding */ isKnownFunction)
/* harmony export */ });
/* harmony import */ var _actions_expressions__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4662);
/* harmony import */ var _data_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6003);
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1495);



/**
 * GitHub's functions without those that look at the run (`always()`, `hashFiles()` …): these give the same result for
 * the same arguments, always and everywhere.
 */
const FUNCTION_NAMES = [
    'contains',
    'startsWith',
    'endsWith',
    'format',
    'join',
    'toJSON',
    'fromJSON',
    'case',
];
/** @returns whether an expression may call it; GitHub compares function names without case. */
function isKnownFunction(name) {
    return FUNCTION_NAMES.some((known) => known.toLowerCase() === name.toLowerCase());
}
/**
 * GitHub's functions, each paying for what it is about to make before it makes it: nested `format` and `toJSON` calls
 * multiply text, so that a check afterwards would come too late.
 *
 * @param spend throws when the budget is used up.
 */
function boundedFunctions(spend) {
    return new Map(FUNCTION_NAMES.map((name) => {
        const key = name.toLowerCase();
        const original = _actions_expressions__WEBPACK_IMPORTED_MODULE_0__/* .wellKnownFunctions */ .j7[key];
        if (original === undefined)
            throw new Error(`@actions/expressions has no function ${name}`);
        const call = key === 'fromjson' ? fromJson : (...args) => original.call(...args);
        return [
            key,
            {
                ...original,
                call: (...args) => {
                    spend(costOf(key, args));
                    return call(...args);
                },
            },
        ];
    }));
}
/** GitHub's own goes through a reviver, which recurses without bound and calls every null the same. */
function fromJson(...args) {
    const text = args[0]?.coerceString() ?? '';
    let parsed;
    try {
        parsed = JSON.parse(text);
    }
    catch (error) {
        throw new _refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .ExpressionRefused */ .jN(`fromJSON was given a text that is not JSON (${(0,_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .reasonOf */ .A3)(error)})`);
    }
    return (0,_data_js__WEBPACK_IMPORTED_MODULE_1__/* .toData */ .OY)(parsed);
}
/** Characters that a call may make or must look at; an upper bound in its order of magnitude. */
function costOf(name, args) {
    const sizes = args.map((arg) => sizeOf(arg, 0));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    if (name === 'format')
        return (sizes[0] ?? 0) + holesIn(args[0]) * Math.max(0, ...sizes.slice(1));
    if (name === 'join')
        return total + itemsIn(args[0]) * (sizes[1] ?? 1);
    return total;
}
function holesIn(template) {
    return (template?.coerceString() ?? '').split('{').length - 1;
}
function itemsIn(list) {
    return list instanceof _actions_expressions__WEBPACK_IMPORTED_MODULE_0__/* .data.Array */ .p.O3 ? list.values().length : 0;
}
/** Length of the value as indented JSON, roughly. */
function sizeOf(value, depth) {
    if (value instanceof _actions_expressions__WEBPACK_IMPORTED_MODULE_0__/* .data.StringData */ .p.uQ)
        return value.value.length + 2;
    if (value instanceof _actions_expressions__WEBPACK_IMPORTED_MODULE_0__/* .data.Array */ .p.O3) {
        return value.values().reduce((sum, item) => sum + 2 * depth + sizeOf(item, depth + 1), 4);
    }
    if (value instanceof _actions_expressions__WEBPACK_IMPORTED_MODULE_0__/* .data.Dictionary */ .p.bT) {
        return value
            .pairs()
            .reduce((sum, pair) => sum + 2 * depth + pair.key.length + sizeOf(pair.value, depth + 1), 4);
    }
    return 8;
}


/***/ }),

/***/ 5801:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _L: () => (/* binding */ spellReference),
/* harmony export */   ii: () => (/* binding */ referencesIn)
/* harmony export */ });
/* unused harmony export STEP_UNKNOWN */
/* harmony import */ var _actions_expressions__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4662);
/* harmony import */ var _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2049);


/** Stands in a path for a step that is only known when the expression runs: `tasks[inputs.which]`, `tasks.*`. */
const STEP_UNKNOWN = '*';
/** @returns every reference of a parsed expression, in reading order. */
function referencesIn(tree) {
    if (tree instanceof _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_1__/* .ContextAccess */ .QC)
        return [[tree.name.lexeme]];
    if (tree instanceof _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_1__/* .IndexAccess */ .p_)
        return indexReferences(tree);
    return childrenOf(tree).flatMap(referencesIn);
}
/** @returns how people write a reference: `tasks.image.outputs.tag`, `deploys['eu.west'].outputs.url`. */
function spellReference(access) {
    if (access instanceof _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_1__/* .ContextAccess */ .QC)
        return access.name.lexeme;
    if (!(access instanceof _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_1__/* .IndexAccess */ .p_))
        return '(…)';
    const base = spellReference(access.expr);
    if (access.index instanceof _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_1__/* .Star */ .FE)
        return `${base}.*`;
    const name = literalName(access.index);
    if (name === null)
        return `${base}[…]`;
    return /^[A-Za-z_][\w-]*$/.test(name) ? `${base}.${name}` : `${base}['${name}']`;
}
function indexReferences(access) {
    const inner = access.index instanceof _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_1__/* .Star */ .FE ? [] : referencesIn(access.index);
    const path = writtenPath(access);
    return path === null ? [...referencesIn(access.expr), ...inner] : [path, ...inner];
}
/** Null when the chain does not start at a name, like `fromJSON(…).x`. */
function writtenPath(access) {
    if (access instanceof _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_1__/* .ContextAccess */ .QC)
        return [access.name.lexeme];
    if (!(access instanceof _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_1__/* .IndexAccess */ .p_))
        return null;
    const base = writtenPath(access.expr);
    return base === null ? null : [...base, literalName(access.index) ?? STEP_UNKNOWN];
}
function literalName(index) {
    return index instanceof _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_1__/* .Literal */ .uS && index.literal instanceof _actions_expressions__WEBPACK_IMPORTED_MODULE_0__/* .data.StringData */ .p.uQ ? index.literal.value : null;
}
function childrenOf(tree) {
    if (tree instanceof _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_1__/* .Binary */ .yI)
        return [tree.left, tree.right];
    if (tree instanceof _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_1__/* .Logical */ .oD || tree instanceof _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_1__/* .FunctionCall */ .R6)
        return tree.args;
    if (tree instanceof _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_1__/* .Unary */ ._c)
        return [tree.expr];
    if (tree instanceof _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_1__/* .Grouping */ .aU)
        return [tree.group];
    return [];
}


/***/ }),

/***/ 1495:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A3: () => (/* binding */ reasonOf),
/* harmony export */   jN: () => (/* binding */ ExpressionRefused),
/* harmony export */   vI: () => (/* binding */ shortened)
/* harmony export */ });
/**
 * An expression cannot be evaluated, and its words say why. Thrown inside this folder only; callers get it as
 * a value.
 */
class ExpressionRefused extends Error {
    name = 'ExpressionRefused';
}
/** @returns what a failure says, without the expression's whole text that GitHub's lexer appends. */
function reasonOf(error) {
    if (error instanceof RangeError)
        return 'it is nested too deeply';
    const message = error instanceof Error ? error.message : String(error);
    const cut = message.indexOf(' within expression: ');
    const short = cut < 0 ? message : message.slice(0, cut);
    return shortened(short);
}
/** @returns the text, cut where nobody would read on: parts of an expression are as long as their writer likes. */
function shortened(text) {
    return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}


/***/ }),

/***/ 2908:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ parseExpression)
/* harmony export */ });
/* harmony import */ var _actions_expressions__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4662);
/* harmony import */ var _actions_expressions_lexer__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2083);
/* harmony import */ var _functions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3670);
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1495);




/** GitHub's lexer takes 21,000 characters; a chain of that many operators would still recurse too deeply. */
const MAX_TOKENS = 1000;
/** Names that are told at once; who wrote more of them reads no longer list. */
const MAX_UNKNOWN = 5;
/**
 * Parses what stands between `${{` and `}}`.
 *
 * @param roots names that a reference may start with.
 * @returns the tree, or everything that is wrong, each as a sentence.
 */
function parseExpression(source, roots) {
    if (source.trim() === '')
        return wrong(['an expression is empty']);
    try {
        const tokens = new _actions_expressions__WEBPACK_IMPORTED_MODULE_0__/* .Lexer */ .JG(source).lex().tokens.map(unquoted);
        if (tokens.length > MAX_TOKENS) {
            return wrong([`an expression has more than ${MAX_TOKENS} words and signs`]);
        }
        const unknown = new Set(unknownNames(tokens, roots));
        if (unknown.size > 0)
            return wrong([...unknown].slice(0, MAX_UNKNOWN));
        return { kind: 'tree', tree: new _actions_expressions__WEBPACK_IMPORTED_MODULE_0__/* .Parser */ .iX(tokens, [...roots], []).parse() };
    }
    catch (error) {
        return wrong([(0,_refusal_js__WEBPACK_IMPORTED_MODULE_3__/* .reasonOf */ .A3)(error)]);
    }
}
function wrong(messages) {
    return { kind: 'wrong', messages };
}
/** The library's lexer turns only the first `''` of a string into `'`; GitHub turns all. */
function unquoted(token) {
    if (token.type !== _actions_expressions_lexer__WEBPACK_IMPORTED_MODULE_1__/* .TokenType */ .ks.STRING)
        return token;
    return { ...token, value: token.lexeme.slice(1, -1).replaceAll("''", "'") };
}
/**
 * Looks at functions before the library does: it finds them in an ordinary object, where `constructor` is a function
 * that GitHub has not.
 */
function unknownNames(tokens, roots) {
    const known = new Set(roots.map((root) => root.toLowerCase()));
    return tokens.flatMap((token, at) => {
        if (token.type !== _actions_expressions_lexer__WEBPACK_IMPORTED_MODULE_1__/* .TokenType */ .ks.IDENTIFIER || tokens[at - 1]?.type === _actions_expressions_lexer__WEBPACK_IMPORTED_MODULE_1__/* .TokenType */ .ks.DOT)
            return [];
        const name = token.lexeme;
        const called = (0,_refusal_js__WEBPACK_IMPORTED_MODULE_3__/* .shortened */ .vI)(name);
        if (tokens[at + 1]?.type === _actions_expressions_lexer__WEBPACK_IMPORTED_MODULE_1__/* .TokenType */ .ks.LEFT_PAREN) {
            return (0,_functions_js__WEBPACK_IMPORTED_MODULE_2__/* .isKnownFunction */ .sV)(name)
                ? []
                : [`there is no function ${called}; there are ${_functions_js__WEBPACK_IMPORTED_MODULE_2__/* .FUNCTION_NAMES */ .ax.join(', ')}`];
        }
        return known.has(name.toLowerCase()) ? [] : [`there is no ${called} here; there are ${roots.join(', ')}`];
    });
}


/***/ }),

/***/ 7849:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ splitTemplate)
/* harmony export */ });
const OPEN = '${{';
const CLOSE = '}}';
/**
 * Splits a text at its expressions, the way GitHub does: `}}` inside a quoted string does not close.
 *
 * @returns the parts in order, no empty literals; `unclosed` when a `${{` has no `}}`.
 */
function splitTemplate(text) {
    const parts = [];
    let offset = 0;
    while (offset < text.length) {
        const open = text.indexOf(OPEN, offset);
        const end = open < 0 ? text.length : open;
        if (end > offset)
            parts.push({ kind: 'text', text: text.slice(offset, end) });
        if (open < 0)
            break;
        const close = closingOf(text, open + OPEN.length);
        if (close < 0)
            return { kind: 'unclosed' };
        parts.push({ kind: 'expression', source: text.slice(open + OPEN.length, close) });
        offset = close + CLOSE.length;
    }
    return { kind: 'parts', parts };
}
function closingOf(text, from) {
    let quoted = false;
    for (let at = from; at < text.length; at += 1) {
        if (text[at] === "'")
            quoted = !quoted;
        else if (!quoted && text.startsWith(CLOSE, at))
            return at;
    }
    return -1;
}


/***/ }),

/***/ 3948:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   answerComment: () => (/* binding */ answerComment)
/* harmony export */ });
/* harmony import */ var _domain_state_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9093);
/* harmony import */ var _store_refusal_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5833);
/* harmony import */ var _policy_for_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2090);



/**
 * Answers a command that a person wrote: 👀 at once, so that it is seen to be heard; the reply follows the commit.
 * Both are the performer's; the other front only records what it heard.
 * @returns what was answered; null where the words were not meant for us.
 * @throws what kept the engine from deciding; the same input may be handed in again.
 */
async function answerComment(at, input, log) {
    const answer = at.engine.submit(input);
    const seen = acknowledge(at, input);
    try {
        return await answer;
    }
    catch (error) {
        const answer = (0,_store_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refusalOf */ .O)(error);
        if (answer)
            await replyWithoutState(at, input, answer).catch((why) => complain(log, input, why));
        throw error;
    }
    finally {
        await seen;
    }
}
/** With the App and the Action in one repository, only the one that will answer does (decision 0012). */
async function acknowledge(at, input) {
    if (!input.comment)
        return;
    const known = Promise.all([(0,_policy_for_js__WEBPACK_IMPORTED_MODULE_2__/* .policyFor */ .K)(at, input.comment), at.engine.performs()]);
    const isWanted = known.then(([policy, performs]) => policy !== 'not-ours' && performs);
    await at.reporter.acknowledge(input.comment.id, isWanted);
}
/** The reply has a name of its own, so that it is not taken for the answer that may still come. */
async function replyWithoutState(at, input, answer) {
    const policy = await (0,_policy_for_js__WEBPACK_IMPORTED_MODULE_2__/* .policyFor */ .K)(at, input.comment);
    if (!input.comment || policy === 'not-ours')
        return;
    const { id: comment, issue } = input.comment;
    const outcome = { input: input.id, at: input.writtenAt, answer };
    const state = { ...(0,_domain_state_js__WEBPACK_IMPORTED_MODULE_0__/* .emptyState */ .p$)('app', input.writtenAt), outcomes: [outcome] };
    await at.reporter.show({ kind: 'reply', id: `reply:${input.id}:${answer.code}`, input: input.id, issue, comment }, { state, policy: policy?.status === 'ok' ? policy.policy : null }, true);
}
function complain(log, input, error) {
    log.warn('a refusal could not be shown', { input: input.id, error: String(error) });
}


/***/ }),

/***/ 836:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   newCommentInput: () => (/* binding */ newCommentInput)
/* harmony export */ });
/* harmony import */ var _commands_comment_input_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6067);

/** A new comment; edited ones are never read (A17, design section 7). */
function newCommentInput(payload) {
    const { comment, issue, sender } = payload;
    const byProgram = Boolean(comment.performed_via_github_app);
    return (0,_commands_comment_input_js__WEBPACK_IMPORTED_MODULE_0__/* .commentInput */ .k)({
        id: String(comment.id),
        issue: issue.number,
        pull: issue.pull_request !== undefined,
        body: comment.body,
        author: {
            login: sender.login,
            id: sender.id,
            person: sender.type === 'User' && !byProgram && comment.user?.id === sender.id,
        },
        createdAt: comment.created_at,
    });
}


/***/ }),

/***/ 2090:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ policyFor)
/* harmony export */ });
/* harmony import */ var _config_read_policy_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8400);

/**
 * Short forms may be meant for another program: they are ours only where a config exists and leaves them on (design,
 * section 7). Who writes `/signalbox` means us, whatever the config says; for that nobody is asked.
 */
async function policyFor({ facts }, comment) {
    if (comment?.explicit)
        return null;
    try {
        const policy = (0,_config_read_policy_js__WEBPACK_IMPORTED_MODULE_0__/* .readPolicy */ .T)(await facts.policySource());
        const isOurs = policy.status === 'invalid' || (policy.status === 'ok' && policy.policy.shortCommands);
        return isOurs ? policy : 'not-ours';
    }
    catch {
        // Silence is no harm where GitHub cannot be read: the engine's own answer does not come from here.
        return 'not-ours';
    }
}


/***/ }),

/***/ 6340:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  sweep: () => (/* binding */ sweep)
});

// EXTERNAL MODULE: ./lib/config/read-policy.js + 19 modules
var read_policy = __webpack_require__(8400);
// EXTERNAL MODULE: ./lib/domain/instant.js
var instant = __webpack_require__(5593);
// EXTERNAL MODULE: ./lib/facts/facts.js
var facts = __webpack_require__(1892);
// EXTERNAL MODULE: ./lib/store/store.js
var store_store = __webpack_require__(7208);
// EXTERNAL MODULE: ./lib/commands/comment-input.js + 3 modules
var comment_input = __webpack_require__(6067);
// EXTERNAL MODULE: ./lib/domain/question.js
var question = __webpack_require__(7898);
// EXTERNAL MODULE: ./lib/domain/repair.js
var repair = __webpack_require__(7503);
// EXTERNAL MODULE: ./lib/views/markers.js
var markers = __webpack_require__(9);
// EXTERNAL MODULE: ./lib/intake/policy-for.js
var policy_for = __webpack_require__(2090);
;// CONCATENATED MODULE: ./lib/intake/missed-comments.js






/** Where nothing can be noted, each sweep asks for the same again: older than this, a person has to say it once more. */
const REPAIR_LOOK_BACK = instant/* HOUR */.dp;
/** Each costs an examination of the branch. */
const REPAIRS_AT_ONCE = 5;
/** Webhooks and sweeps overlap by this much; what is seen twice is answered once. */
const OVERLAP = 2 * instant/* MINUTE */.pY;
/** Outcomes are remembered this long: what is older might be answered a second time. */
const LOOK_BACK = instant/* DAY */.d_;
/**
 * Hands in comments that no webhook brought (invariant 9). No answer to a question is remembered: one that bears a mark
 * has been answered, also where somebody has deleted the reply, and would be answered otherwise now.
 */
async function hearMissed({ engine, facts }, { cursor, now }, onFailure) {
    const oldest = (0,instant/* plus */.tY)(now, -LOOK_BACK);
    const from = cursor === null ? oldest : (0,instant/* latest */.IW)((0,instant/* plus */.tY)(cursor, -OVERLAP), oldest);
    const comments = await facts.commentsSince(from);
    const inputs = comments.flatMap((comment) => (0,comment_input/* commentInput */.k)(comment) ?? []);
    const marked = new Set(comments.flatMap(({ id, isMarked }) => (isMarked ? `comment:${id}` : [])));
    const unanswered = inputs.filter((input) => !marked.has(input.id) || !(0,question/* isQuestion */.J)(input));
    const isAll = await handIn(engine, unanswered, onFailure);
    const isNew = (at) => cursor === null || at >= cursor;
    return {
        isAll,
        hasCommands: inputs.some(({ writtenAt }) => isNew(writtenAt)),
        hasComments: comments.some(({ createdAt }) => isNew((0,instant/* instantOf */.B9)(new Date(createdAt)))),
    };
}
/**
 * Hands in what no webhook brought of the one command that is heard while nobody can vouch for the branch. There nothing
 * is remembered but by our replies: whoever was answered is not answered otherwise. That a bot has written a reply is
 * taken for ours, for the worst that another can do with one is that a person has to ask again (attack A16).
 * @returns whether there was any.
 */
async function hearMissedRepairs({ engine, facts }, now, onFailure) {
    const comments = await facts.commentsSince((0,instant/* plus */.tY)(now, -REPAIR_LOOK_BACK));
    const replies = new Set(comments.flatMap(({ author, body }) => (author.person ? [] : (0,markers/* markerOf */.we)(body))));
    const repairs = comments
        .flatMap((comment) => (0,comment_input/* commentInput */.k)(comment) ?? [])
        .filter((input) => (0,repair/* isRepair */.c)(input) && !replies.has(`reply:${input.id}`));
    const newest = lastWords(repairs).slice(-REPAIRS_AT_ONCE);
    const ours = await Promise.all(newest.map(async (input) => ((await (0,policy_for/* policyFor */.K)({ facts }, input.comment)) === 'not-ours' ? [] : [input])));
    await handIn(engine, ours.flat(), onFailure);
    return ours.flat().length > 0;
}
/** Each examination costs many requests, so that of each person only the last word is heard. */
function lastWords(inputs) {
    return inputs.filter((input, index) => !inputs.slice(index + 1).some((later) => later.actor.id === input.actor.id));
}
/** @returns whether every one was decided. */
async function handIn(engine, inputs, onFailure) {
    let isAll = true;
    for (const input of inputs) {
        try {
            await engine.submit(input);
        }
        catch (error) {
            isAll = false;
            onFailure(input.id, error);
        }
    }
    return isAll;
}

;// CONCATENATED MODULE: ./lib/intake/sweep.js





/** The cursor is for the next process; this one remembers by itself, and a quiet repository gets no commits. */
const CURSOR_EVERY = instant/* HOUR */.dp;
/**
 * Looks for what was missed in one repository: comments first, then refs, runs and whatever else is due (invariant 9).
 * @throws what kept the engine, or the store, from it; the next sweep tries again.
 */
async function sweep(workplace, { heardUntil, unheardSince, onFailure }) {
    const { engine, store, facts } = workplace;
    const policy = new Beside(() => facts.policySource());
    const { state, now, head } = await loadOrMend(workplace, () => void policy.begin(), onFailure);
    if (head === null)
        return begin(workplace, await policy.begin().catch(nullIfUnavailable), unheardSince);
    const kept = state.repository.commentsSince;
    const heard = await hearMissed(workplace, { cursor: heardUntil ?? kept, now }, onFailure);
    const isOld = kept === null || (0,instant/* plus */.tY)(kept, CURSOR_EVERY) <= now;
    const isNews = kept === null || heard.hasCommands || (heard.hasComments && isOld);
    const cursor = heard.isAll && isNews ? { commentsUntil: now } : {};
    await engine.submit({ kind: 'tick', id: 'sweep', sweep: true, ...cursor });
    const after = await store.load({ mayBeCached: true });
    return { kind: 'swept', heardUntil: heard.isAll ? now : heardUntil, state: after.state };
}
/**
 * While nobody can vouch for the branch, nothing is decided but how to mend it (invariant 12). A job that dies over that
 * has heard the command for all of its front: nothing else listens until the branch is mended.
 * @returns the branch as it is, or as it is once what was commanded is done.
 */
async function loadOrMend(workplace, beside, onFailure) {
    const { store } = workplace;
    try {
        return await store.load({ beside });
    }
    catch (error) {
        // What a newer version has written, this one cannot mend.
        if (!(error instanceof store_store/* StateUnreadable */.f$) || error.code === 'state-newer-format')
            throw error;
        if (error.foundAt === null || !(await hasHeard(workplace, error.foundAt, onFailure)))
            throw error;
        return await store.load();
    }
}
/** What is wrong with the branch is worse than that comments cannot be read. */
async function hasHeard(workplace, now, onFailure) {
    try {
        return await hearMissedRepairs(workplace, now, onFailure);
    }
    catch (error) {
        onFailure('/repair', error);
        return false;
    }
}
/**
 * There is no state yet. Where there is a config, the push that brought it may have gone unheard; else somebody has
 * installed Signalbox and no more, and nothing is asked or written. Comments are for the next sweep, once there is a
 * state that remembers what was answered.
 */
async function begin({ engine, store }, source, unheardSince) {
    if (source === null)
        return { kind: 'unused', head: null };
    const policy = (0,read_policy/* readPolicy */.T)(source);
    const unused = { kind: 'unused', head: source.sha };
    if (policy.status !== 'ok' || unheardSince === undefined || unheardSince === source.sha)
        return unused;
    await engine.submit({ kind: 'tick', id: 'sweep', sweep: true, unheardSince });
    const { head, state } = await store.load({ mayBeCached: true });
    return head === null ? unused : { kind: 'swept', heardUntil: null, state };
}
/** A repository without a commit has no policy either. */
function nullIfUnavailable(error) {
    if (error instanceof facts/* FactsUnavailable */.Q)
        return null;
    throw error;
}
/** Asked in the same breath as the state, it costs no request of its own; only who awaits it minds that it failed. */
class Beside {
    #ask;
    #asked = null;
    constructor(ask) {
        this.#ask = ask;
    }
    begin() {
        this.#asked ??= this.#ask();
        this.#asked.catch(() => undefined);
        return this.#asked;
    }
}


/***/ }),

/***/ 8881:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  githubReporter: () => (/* binding */ githubReporter)
});

// EXTERNAL MODULE: ./lib/github/client.js
var github_client = __webpack_require__(636);
// EXTERNAL MODULE: ./lib/github/github-error.js
var github_error = __webpack_require__(3343);
// EXTERNAL MODULE: ./lib/domain/names.js
var names = __webpack_require__(2720);
// EXTERNAL MODULE: ./lib/domain/state.js
var domain_state = __webpack_require__(9093);
// EXTERNAL MODULE: ./lib/views/answer.js + 5 modules
var answer = __webpack_require__(7974);
// EXTERNAL MODULE: ./lib/views/next-commands.js
var next_commands = __webpack_require__(4552);
// EXTERNAL MODULE: ./lib/views/phrase.js
var phrase = __webpack_require__(6721);
// EXTERNAL MODULE: ./lib/views/rows.js
var views_rows = __webpack_require__(6617);
// EXTERNAL MODULE: ./lib/views/progress.js
var progress = __webpack_require__(2875);
// EXTERNAL MODULE: ./lib/views/terminal.js
var terminal = __webpack_require__(2804);
;// CONCATENATED MODULE: ./lib/views/status.js





/** GitHub answers 422 to a longer one (platform, sections 8 and 9). */
const DESCRIPTION_LIMIT = 140;
/**
 * Only what was deployed is `success`: whoever requires the status must not take a skipped or superseded release for a
 * deployed one (invariant 12).
 */
const STATES = {
    pending: 'pending',
    waiting: 'pending',
    running: 'pending',
    unknown: 'error',
    succeeded: 'success',
    failed: 'failure',
    skipped: 'error',
    ignored: 'error',
    aborted: 'error',
};
/** @returns the commit status of a release in an environment, as the head says it. */
function commitStatus(release, environment, severalApps) {
    const row = (0,views_rows/* rowIn */.u_)(release, environment);
    const description = describe(release, row, severalApps);
    if (row === undefined)
        return { state: 'error', description, url: null };
    return {
        state: (0,views_rows/* isNeverReached */.Zg)(release, row.activity) ? 'error' : STATES[row.activity.status],
        description,
        url: row.attempt?.run?.url ?? null,
    };
}
/** @returns `v12 waiting: production is locked by alice`, as plain text that fits. */
function describe(release, row, severalApps) {
    const name = (0,phrase/* foreign */.V$)((0,names/* spellRelease */.e)(release, severalApps));
    if (row === undefined)
        return (0,terminal/* clipped */.cz)((0,phrase/* say */.cv) `${name} does not deploy here`, DESCRIPTION_LIMIT);
    const why = (0,progress/* whyOf */.g)(release, row, severalApps);
    const status = row.activity.status === 'succeeded' ? (0,phrase/* say */.cv) `deployed` : (0,views_rows/* rowWord */.H_)(release, row);
    return (0,terminal/* clipped */.cz)(why === null ? (0,phrase/* say */.cv) `${name} ${status}` : (0,phrase/* say */.cv) `${name} ${status}: ${why}`, DESCRIPTION_LIMIT);
}

;// CONCATENATED MODULE: ./lib/views/deployment.js







const deployment_STATES = {
    pending: 'pending',
    waiting: 'pending',
    running: 'in_progress',
    unknown: 'error',
    succeeded: 'success',
    failed: 'failure',
    skipped: 'inactive',
    ignored: 'inactive',
    aborted: 'error',
};
/** @returns the deployment status of a release in an environment, as the head says it. */
function deploymentStatus(release, environment, state, policy) {
    const { severalApps } = (0,next_commands/* spellingOf */.k)(policy, state);
    const row = (0,views_rows/* rowIn */.u_)(release, environment);
    const logUrl = row?.attempt?.run?.url ?? null;
    const successor = successorOf(release, environment, state);
    if (row?.activity.status === 'succeeded' && successor !== null) {
        const { app, number } = release;
        return { ...replacedStatus({ app, number, by: successor }, state, policy), logUrl };
    }
    return {
        state: stateOf(release, row),
        description: describe(release, row, severalApps),
        environmentUrl: row?.activity.status === 'succeeded' ? (policy?.environments[environment]?.url ?? null) : null,
        logUrl,
    };
}
/** @returns the deployment status of a release that another one has replaced, without its record. */
function replacedStatus({ app, number, by }, state, policy) {
    const { severalApps } = (0,next_commands/* spellingOf */.k)(policy, state);
    const name = (0,phrase/* foreign */.V$)((0,names/* spellRelease */.e)({ app, number }, severalApps));
    const after = (0,phrase/* foreign */.V$)((0,names/* spellRelease */.e)({ app, number: by }, severalApps));
    const description = (0,terminal/* clipped */.cz)((0,phrase/* say */.cv) `${name} was replaced by ${after}`, DESCRIPTION_LIMIT);
    return { state: 'inactive', description, environmentUrl: null, logUrl: null };
}
function stateOf(release, row) {
    if (row === undefined || (0,views_rows/* isNeverReached */.Zg)(release, row.activity))
        return 'inactive';
    if (row.activity.status === 'running' && row.attempt?.status === 'pending')
        return 'queued';
    return deployment_STATES[row.activity.status];
}
/** The release that runs there now, when it is another one. */
function successorOf(release, environment, state) {
    const { pointer } = (0,domain_state/* environmentState */.LS)(state, release.app, environment);
    return pointer === null || pointer.release === release.number ? null : pointer.release;
}

// EXTERNAL MODULE: ./lib/views/markers.js
var markers = __webpack_require__(9);
// EXTERNAL MODULE: ./lib/views/block.js
var block = __webpack_require__(2491);
// EXTERNAL MODULE: ./lib/views/glyphs.js
var glyphs = __webpack_require__(7719);
// EXTERNAL MODULE: ./lib/views/markdown.js
var markdown = __webpack_require__(1889);
;// CONCATENATED MODULE: ./lib/views/notice.js








/** A new comment, because an edit of the live one would tell nobody: a failure, a success, another end. */
function renderNotice(release, { about, state, policy }) {
    const spelling = (0,next_commands/* spellingOf */.k)(policy, state);
    const name = (0,phrase/* foreign */.V$)((0,names/* spellRelease */.e)(release, spelling.severalApps));
    const rows = (0,views_rows/* rowsOf */.RO)(release);
    const blocks = {
        failed: () => failed(release, name, rows, spelling.severalApps),
        succeeded: () => succeeded(name, rows, policy),
        ended: () => ended(release, name, rows, spelling.severalApps),
    };
    return (0,markdown/* toMarkdown */.l6)([...blocks[about](), ...(0,block/* commands */.Pi)('Next', (0,next_commands/* nextCommands */._)(release, spelling))]);
}
function failed(release, name, rows, severalApps) {
    const broken = rows.filter(({ activity }) => activity.status === 'failed');
    const where = broken.length === 0 ? [] : (0,phrase/* say */.cv) ` in ${(0,phrase/* listed */.KE)(broken.map(({ activity }) => (0,phrase/* code */.aY)(activity.name)))}`;
    return [
        (0,block/* heading */.R_)((0,phrase/* say */.cv) `${(0,glyphs/* glyph */.Vq)('failed')} ${name} failed${where}`),
        ...items(broken.map((row) => ({ phrase: line(release, row, severalApps) }))),
    ];
}
function succeeded(name, rows, policy) {
    const places = rows.flatMap(({ spec, activity }) => spec.kind === 'deploy' && activity.status === 'succeeded'
        ? [(0,phrase/* link */.nf)((0,phrase/* code */.aY)(spec.environment), policy?.environments[spec.environment]?.url)]
        : []);
    const where = places.length === 0 ? [] : (0,phrase/* say */.cv) ` in ${(0,phrase/* listed */.KE)(places)}`;
    return [(0,block/* heading */.R_)((0,phrase/* say */.cv) `${(0,glyphs/* glyph */.Vq)('succeeded')} ${name} runs${where}`)];
}
function ended(release, name, rows, severalApps) {
    const notThrough = rows.filter(({ activity }) => !['succeeded', 'skipped'].includes(activity.status));
    return [
        (0,block/* heading */.R_)((0,phrase/* say */.cv) `${(0,glyphs/* glyph */.Vq)(release.status)} ${name} · ${(0,glyphs/* statusWord */.Hm)(release.status)}`),
        ...items(notThrough.map((row) => ({ phrase: line(release, row, severalApps) }))),
    ];
}
function line(release, row, severalApps) {
    const why = (0,progress/* whyOf */.g)(release, row, severalApps);
    const run = row.attempt?.run ? (0,phrase/* say */.cv) ` · ${(0,phrase/* link */.nf)((0,phrase/* say */.cv) `run`, row.attempt.run.url)}` : [];
    return (0,phrase/* say */.cv) `${(0,phrase/* code */.aY)(row.activity.name)}: ${why ?? (0,views_rows/* rowWord */.H_)(release, row)}${run}`;
}
function items(all) {
    return all.length === 0 ? [] : [(0,block/* list */.p_)(all)];
}

// EXTERNAL MODULE: ./lib/views/release-comment.js + 1 modules
var release_comment = __webpack_require__(6477);
;// CONCATENATED MODULE: ./lib/reporter/project.js









/**
 * Renders one effect from the head at writing time (invariant 8).
 * @param web web address of the repository, without a slash at the end
 */
function project(effect, head, web) {
    if (effect.kind === 'reply')
        return projectReply(effect, head);
    const release = (0,domain_state/* loadedRelease */.$J)(head.state, effect.app, effect.release);
    if (release === undefined) {
        return {
            kind: 'dropped',
            message: `${(0,names/* releaseKey */.D)(effect.app, effect.release)} is not on the state branch`,
        };
    }
    const { statuses, deployments, comments } = release.projections;
    switch (effect.kind) {
        case 'status': {
            const digest = statuses[effect.environment];
            const remembered = digest === undefined ? null : { id: null, digest };
            return projected(project_status(effect, release, head, web), remembered);
        }
        case 'deployment':
            return projected(deployment(effect, release, head), deployments[effect.environment]);
        case 'live-comment':
            return projected(liveComment(effect, release, head), comments[effect.pull]);
        case 'notice':
            return projected(notice(effect, release, head), null);
    }
}
function projected(projection, remembered) {
    return { kind: 'projected', projection, remembered: remembered ?? null };
}
function project_status(effect, release, head, web) {
    const { severalApps } = (0,next_commands/* spellingOf */.k)(head.policy, head.state);
    const { state, description, url } = commitStatus(release, effect.environment, severalApps);
    return {
        kind: 'status',
        sha: release.spec.sha,
        context: `signalbox/${effect.app}/${effect.environment}`,
        state,
        description,
        targetUrl: url ?? liveCommentUrl(release, web),
    };
}
/** Before there is a run, the story is on the newest pull request of the release. */
function liveCommentUrl(release, web) {
    for (const pull of release.spec.pulls) {
        const comment = release.projections.comments[pull];
        if (comment !== undefined)
            return `${web}/pull/${pull}#issuecomment-${comment.id}`;
    }
    return null;
}
function deployment(effect, release, { state, policy }) {
    const { app, environment } = effect;
    const { severalApps } = (0,next_commands/* spellingOf */.k)(policy, state);
    const place = policy?.environments[environment];
    const type = place?.attributes['type'] ?? environment;
    const own = {
        kind: 'deployment',
        sha: release.spec.sha,
        // GitHub takes one deployment per environment for the present one: apps must not push each other out.
        environment: severalApps ? `${app}/${environment}` : environment,
        production: type === 'production',
        ...deploymentStatus(release, environment, state, policy),
        replaces: null,
        marker: { release: (0,names/* releaseKey */.D)(app, effect.release), effect: effect.id },
    };
    // Elsewhere GitHub does it by itself; apps have environments of their own there. What an environment was that the
    // policy no longer names, nobody knows.
    const isMine = own.production || place === undefined;
    const before = isMine ? replacedBy(release, environment, own.state, state) : undefined;
    if (before === undefined)
        return own;
    const status = replacedStatus({ app, number: before.release, by: release.number }, state, policy);
    const key = (0,names/* releaseKey */.D)(app, before.release);
    const marker = { release: key, effect: `deployment:${key}/${environment}` };
    return { ...own, replaces: { ...own, ...status, sha: before.sha, marker, id: before.deployment ?? null } };
}
/**
 * @returns what ran there before a release that succeeded. One that is replaced itself by now still tells it: it may be
 * carried out late, by whoever takes over from one that died on the way.
 */
function replacedBy(release, environment, shown, state) {
    if (shown !== 'success' && shown !== 'inactive')
        return undefined;
    const { successes } = (0,domain_state/* environmentState */.LS)(state, release.app, environment);
    const own = successes.findIndex((each) => each.release === release.number);
    return own < 0 ? undefined : successes[own + 1];
}
function liveComment(effect, release, { state, policy }) {
    const text = (0,release_comment/* renderLiveComment */.G)(release, state, policy, state.meta.at);
    return comment({ issue: effect.pull, marker: effect.id, text, live: true });
}
function notice(effect, release, { state, policy }) {
    const text = renderNotice(release, { about: effect.about, state, policy });
    return comment({ issue: effect.pull, marker: effect.id, text, live: false });
}
function projectReply(effect, { state, policy }) {
    const outcome = state.outcomes.find(({ input }) => input === effect.input);
    if (outcome === undefined) {
        return { kind: 'dropped', message: `the outcome of ${effect.input} is not remembered any more` };
    }
    const spelling = (0,next_commands/* spellingOf */.k)(policy, state);
    const text = (0,answer.renderAnswer)(outcome.answer, { format: 'markdown', now: outcome.at, ...spelling });
    const reply = comment({ issue: effect.issue, marker: effect.id, text, live: false });
    const reaction = {
        comment: effect.comment,
        content: reactionTo(outcome.answer),
        writtenAt: effect.writtenAt ?? null,
    };
    return projected({ ...reply, reaction }, null);
}
function comment(of) {
    const { issue, marker, live } = of;
    return { kind: 'comment', issue, marker, body: (0,markers/* withMarker */.Pe)(of.text, marker), live, reaction: null };
}
/** Answers after which work starts. */
const STARTED = new Set([
    'release-created',
    'release-activated',
    'promoted',
    'rollback-created',
    'retried',
]);
/** 🚀 for work that starts, 👍 for what is done or told, 👎 for a refusal (design, section 7). */
function reactionTo(answer) {
    if (answer.kind === 'refused')
        return '-1';
    return answer.kind === 'done' && STARTED.has(answer.code) ? 'rocket' : '+1';
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./lib/reporter/projection.js

/** @returns a short text that is equal for equal projections. */
function digestOf(projection) {
    return (0,external_node_crypto_.createHash)('sha256')
        .update(JSON.stringify(shown(projection)))
        .digest('hex')
        .slice(0, 16);
}
/** That the id of what was replaced is known changes nothing of what is shown. */
function shown(projection) {
    if (projection.kind === 'comment')
        return projection.body;
    if (projection.kind === 'status' || projection.replaces === null)
        return { ...projection, marker: null };
    return { ...projection, replaces: { ...projection.replaces, id: undefined }, marker: null };
}

;// CONCATENATED MODULE: ./lib/reporter/put-up.js

/**
 * Puts a projection up where it is not up already: written on change only, looked up before created (invariant 8). What
 * differs from what is remembered is a change whoever else may have been here, and need not be looked at first.
 */
async function putUp(board, projection, before) {
    const digest = digestOf(projection);
    const { remembered } = before;
    if (!before.doubtful && remembered?.digest === digest)
        return { kind: 'unchanged' };
    const isNews = remembered !== null && remembered.digest !== digest;
    return { kind: 'written', digest, ref: await writeByKind(board, projection, { ...before, isNews }) };
}
function writeByKind(board, projection, before) {
    switch (projection.kind) {
        case 'status':
            return putUpStatus(board, projection, before);
        case 'deployment':
            return putUpDeployment(board, projection, before);
        case 'comment':
            return putUpComment(board, projection, before);
    }
}
async function putUpStatus(board, status, before) {
    if (before.doubtful && !before.isNews && (await board.isStatusShown(status)))
        return null;
    await board.writeStatus(status);
    return null;
}
/**
 * A deployment that somebody may have made without noting its id is looked up first: one release makes one per
 * environment. Nobody else makes it while its effect belongs to us. One that somebody deleted is made anew.
 */
async function putUpDeployment(board, deployment, before) {
    const { remembered, doubtful } = before;
    const known = remembered?.id ?? (doubtful ? await board.findDeployment(deployment) : null);
    const isShown = doubtful && known !== null && !before.isNews && (await board.isDeploymentShown(known, deployment));
    const isUp = isShown || (known !== null && (await board.writeDeploymentStatus(known, deployment)));
    const id = isUp ? known : await board.createDeployment(deployment);
    if (!isUp)
        await board.writeDeploymentStatus(id, deployment);
    if (deployment.replaces !== null) {
        await putUpReplaced(board, deployment.replaces, doubtful && !before.isNews);
    }
    return id;
}
/** A deployment that nobody finds was never shown as anything, so there is nothing to take back. */
async function putUpReplaced(board, deployment, doubtful) {
    const id = deployment.id ?? (await board.findDeployment(deployment));
    if (id === null || (doubtful && (await board.isDeploymentShown(id, deployment))))
        return;
    await board.writeDeploymentStatus(id, deployment);
}
function putUpComment(board, comment, before) {
    return comment.live ? putUpLiveComment(board, comment, before) : putUpOnce(board, comment, before);
}
/** A live comment that somebody deleted is written anew: the pull request must say what the head says. */
async function putUpLiveComment(board, comment, before) {
    const remembered = before.remembered?.id ?? null;
    if (remembered !== null && (await board.editComment(remembered, comment)))
        return remembered;
    const found = before.doubtful || remembered !== null ? await board.findComment(comment) : null;
    const isUp = found !== null && (found.body === comment.body || (await board.editComment(found.id, comment)));
    return isUp ? found.id : await board.createComment(comment);
}
/**
 * Replies and notices stay as they were first written. In doubt somebody else may write the same at this moment, since
 * answers to queries belong to no turn: whoever then finds an older one takes the own one back. Whoever never heard that
 * it had written one finds that beside the older, and takes it back when it looks again. The reaction goes with
 * the text that stands: a query that is decided again later may come out otherwise, and must not be marked with what
 * nobody was told. That it tells other ages is no other answer.
 */
async function putUpOnce(board, comment, before) {
    const found = before.doubtful ? await board.findComment(comment) : null;
    for (const other of found?.others ?? [])
        await board.removeComment(other);
    const standing = found ?? (await createOnce(board, comment, before.doubtful));
    const { reaction } = comment;
    if (reaction !== null && headlineOf(standing.body) === headlineOf(comment.body)) {
        await board.react(reaction.comment, reaction.content);
    }
    return standing.id;
}
function headlineOf(body) {
    return body.split('\n', 1)[0] ?? '';
}
async function createOnce(board, comment, doubtful) {
    const own = { id: await board.createComment(comment), body: comment.body };
    const first = doubtful ? ((await board.findComment(comment)) ?? own) : own;
    if (first.id !== own.id)
        await board.removeComment(own.id);
    return first;
}

// EXTERNAL MODULE: ./lib/reporter/reporter.js
var reporter = __webpack_require__(1056);
;// CONCATENATED MODULE: ./lib/reporter/github/comments.js



/**
 * Who writes with these credentials. GraphQL says it to every kind of token, an App's and a workflow's included, while
 * `GET /user` refuses those.
 * @returns the numeric account id
 */
async function readSelf(client) {
    const answer = await client.graphql('query { viewer { databaseId } }');
    const id = answer.data.viewer.databaseId;
    if (id === null)
        throw new github_client/* GitHubUnavailable */.kx('GitHub does not say whose credentials these are');
    return id;
}
/** @returns when a comment was written; null when it is gone. */
async function writtenAt(client, comment) {
    try {
        const answer = await client.rest('GET /repos/{owner}/{repo}/issues/comments/{comment_id}', {
            comment_id: comment,
        });
        return answer.data.created_at;
    }
    catch (error) {
        if (error instanceof github_client/* GitHubRefused */.YY && (error.status === 404 || error.status === 410))
            return null;
        throw error;
    }
}
/**
 * @param of.since when the comment was written that the sought one answers, so that what is older need not be read: an
 * issue that commands are written on gets thousands of comments
 * @param of.author account that must have written it: a marker can be copied into anybody's comment (attack A16)
 * @returns the oldest comment on the issue or pull request that is signed so; null when there is none.
 */
async function findComment(client, of) {
    const answer = await client.restPages('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', { issue_number: of.issue, per_page: 100, ...(of.since === null ? {} : { since: of.since }) });
    const [own, ...others] = answer.data.filter(({ user, body }) => user?.id === of.author && (0,markers/* markerOf */.we)(body ?? '') === of.marker);
    if (own === undefined)
        return null;
    return { id: String(own.id), body: own.body ?? '', others: others.map(({ id }) => String(id)) };
}
/** @returns the new comment's id. */
async function createComment(client, issue, body) {
    const answer = await client.rest('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', { issue_number: issue, body });
    return String(answer.data.id);
}
/** Deletes a comment; that it is gone already is no fault. */
async function removeComment(client, id) {
    try {
        await client.rest('DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}', {
            comment_id: id,
            repeatable: true,
        });
    }
    catch (error) {
        if (error instanceof github_client/* GitHubRefused */.YY && (error.status === 404 || error.status === 410))
            return;
        throw error;
    }
}
/** @returns false when the comment is not there any more: somebody deleted it. */
async function editComment(client, id, body) {
    try {
        await client.rest('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
            comment_id: id,
            body,
            repeatable: true,
        });
        return true;
    }
    catch (error) {
        if (error instanceof github_client/* GitHubRefused */.YY && (error.status === 404 || error.status === 410))
            return false;
        throw error;
    }
}
/**
 * Reacts to a comment; a second time is the same as once. Reactions are cosmetic, and depend on a permission that is
 * easily missed (platform, section 7), so what goes wrong here goes nowhere. Nothing happened at a limit: it is tried
 * once more, and the client waits through a short one.
 */
async function react(client, comment, content) {
    const send = () => client.rest('POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', {
        comment_id: comment,
        content,
        repeatable: true,
    });
    const sendAgain = (error) => {
        if (error instanceof github_client/* GitHubLimited */.Uh)
            return send();
        throw error;
    };
    try {
        await send().catch(sendAgain);
    }
    catch (error) {
        if (!(0,github_error/* isGitHubError */.e)(error))
            throw error;
    }
}

;// CONCATENATED MODULE: ./lib/reporter/github/deployments.js

/**
 * Creates the deployment. Without `auto_merge: false` GitHub would merge the default branch into the commit's, and
 * without an empty `required_contexts` wait for every check there is: gates are ours (platform, section 9).
 * @returns its id
 */
async function createDeployment(client, deployment) {
    const answer = await client.rest('POST /repos/{owner}/{repo}/deployments', {
        ref: deployment.sha,
        task: 'deploy',
        auto_merge: false,
        required_contexts: [],
        payload: { signalbox: deployment.marker },
        environment: deployment.environment,
        description: deployment.description,
        transient_environment: false,
        production_environment: deployment.production,
    });
    return String(answer.data.id);
}
/**
 * Looks through all deployments of the commit, whatever GitHub's environment is called: that name has the app in it or not
 * as the config says at the moment, and it may have said otherwise when the deployment was made.
 * @returns the id of the deployment that this release made there before; null when there is none.
 */
async function findDeployment(client, deployment) {
    const answer = await client.restPages('GET /repos/{owner}/{repo}/deployments', {
        sha: deployment.sha,
        per_page: 100,
    });
    const own = answer.data.find(({ payload }) => effectIn(payload) === deployment.marker.effect);
    return own === undefined ? null : String(own.id);
}
/**
 * Adds a deployment status. The same one twice shows the same. What ran there before GitHub marks as replaced by itself,
 * except in production (platform, section 9); there it is told by a status of its own.
 * @returns false when somebody has deleted the deployment.
 */
async function writeDeploymentStatus(client, id, deployment) {
    try {
        await client.rest('POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
            deployment_id: id,
            state: deployment.state,
            description: deployment.description,
            ...(deployment.logUrl === null ? {} : { log_url: deployment.logUrl }),
            ...(deployment.environmentUrl === null ? {} : { environment_url: deployment.environmentUrl }),
            auto_inactive: deployment.state === 'success' && !deployment.production,
            repeatable: true,
        });
        return true;
    }
    catch (error) {
        if (error instanceof github_client/* GitHubRefused */.YY && error.status === 404)
            return false;
        throw error;
    }
}
/** @returns whether the newest status of the deployment says the same. */
async function isDeploymentShown(client, id, deployment) {
    const answer = await client.rest('GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', { deployment_id: id, per_page: 1 });
    const newest = answer.data[0];
    return (newest !== undefined &&
        newest.state === deployment.state &&
        newest.description === deployment.description &&
        (newest.log_url ?? '') === (deployment.logUrl ?? '') &&
        (newest.environment_url ?? '') === (deployment.environmentUrl ?? ''));
}
/** Somebody else's payload may be anything. */
function effectIn(payload) {
    const parsed = typeof payload === 'string' ? parse(payload) : payload;
    const marker = property(parsed, 'signalbox');
    return property(marker, 'effect');
}
function parse(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return null;
    }
}
function property(value, name) {
    return typeof value === 'object' && value !== null
        ? Object.getOwnPropertyDescriptor(value, name)?.value
        : undefined;
}

;// CONCATENATED MODULE: ./lib/reporter/github/statuses.js
/**
 * Writes a commit status. GitHub keeps each one and shows the last of a context, so writing it twice shows the same;
 * it takes a thousand per commit and context, so callers write on change only.
 */
async function writeStatus(client, status) {
    await client.rest('POST /repos/{owner}/{repo}/statuses/{sha}', {
        sha: status.sha,
        context: status.context,
        state: status.state,
        description: status.description,
        ...(status.targetUrl === null ? {} : { target_url: status.targetUrl }),
        repeatable: true,
    });
}
/** @returns whether the newest status of this context on the commit says the same. */
async function isStatusShown(client, status) {
    const answer = await client.restPages('GET /repos/{owner}/{repo}/commits/{ref}/statuses', {
        ref: status.sha,
        per_page: 100,
    });
    // GitHub lists the newest first, and compares contexts without case.
    const context = status.context.toLowerCase();
    const newest = answer.data.find((each) => each.context.toLowerCase() === context);
    return (newest !== undefined &&
        newest.state === status.state &&
        newest.description === status.description &&
        newest.target_url === status.targetUrl);
}

;// CONCATENATED MODULE: ./lib/reporter/github/github-reporter.js








/** Shows the head of the state branch in GitHub: statuses, deployments, comments, reactions. */
function githubReporter(client, options = {}) {
    const web = options.web ?? `https://github.com/${client.owner}/${client.repo}`;
    const board = githubBoard(client);
    const underWay = new Map();
    return {
        async show(effect, head, doubtful) {
            if (effect.kind === 'reply')
                await underWay.get(effect.comment);
            const found = project(effect, head, web);
            if (found.kind === 'dropped')
                return found;
            const { projection, remembered } = found;
            return await translated(projection, () => putUp(board, projection, { remembered, doubtful }));
        },
        acknowledge(comment, isWanted = Promise.resolve(true)) {
            const seen = isWanted.then((wanted) => (wanted ? board.react(comment, 'eyes') : undefined));
            const over = seen.catch(() => undefined).finally(() => underWay.delete(comment));
            underWay.set(comment, over);
            return seen;
        },
        room: () => Math.floor((client.room?.() ?? Infinity) / WRITES),
        expect: (count) => client.expectWrites?.(count * WRITES),
    };
}
/** Requests that one status or deployment takes, in the middle. */
const WRITES = 2;
function githubBoard(client) {
    let self = null;
    /** A deployment stays what it is, so that what was made or found once is not looked for again. */
    const deployments = new Map();
    /** So does the moment at which a comment was written; it is asked for twice where a reply is in doubt. */
    const written = new Map();
    const since = async (comment) => {
        const at = written.get(comment) ?? (await writtenAt(client, comment));
        if (at !== null)
            keep(written, comment, at);
        return at;
    };
    return {
        writeStatus: (status) => writeStatus(client, status),
        isStatusShown: (status) => isStatusShown(client, status),
        async findDeployment(deployment) {
            const key = deployment.marker.effect;
            const id = deployments.get(key) ?? (await findDeployment(client, deployment));
            if (id !== null)
                keep(deployments, key, id);
            return id;
        },
        async createDeployment(deployment) {
            const id = await createDeployment(client, deployment);
            keep(deployments, deployment.marker.effect, id);
            return id;
        },
        writeDeploymentStatus: (id, deployment) => writeDeploymentStatus(client, id, deployment),
        isDeploymentShown: (id, deployment) => isDeploymentShown(client, id, deployment),
        async findComment({ issue, marker, reaction }) {
            self ??= await readSelf(client);
            const answered = reaction === null ? null : (reaction.writtenAt ?? (await since(reaction.comment)));
            return await findComment(client, { issue, marker, author: self, since: answered });
        },
        createComment: ({ issue, body }) => createComment(client, issue, body),
        removeComment: (id) => removeComment(client, id),
        editComment: (id, { body }) => editComment(client, id, body),
        react: (comment, content) => react(client, comment, content),
    };
}
/** What is remembered of a kind: many more than one turn asks for. */
const KEPT = 200;
function keep(kept, key, id) {
    kept.set(key, id);
    for (const oldest of [...kept.keys()].slice(0, -KEPT))
        kept.delete(oldest);
}
/** The permission that each kind needs, as a workflow spells it. */
const NEEDED = {
    status: 'statuses: write',
    deployment: 'deployments: write',
    comment: 'issues: write',
};
/**
 * A refusal is for good (a deleted issue, a locked conversation, a commit that is gone): the effect is dropped, with
 * GitHub's words. Only what these credentials lack may be had by others, and rejected ones may be better next time, like
 * anything that is no clear answer.
 */
async function translated({ kind }, show) {
    try {
        return await show();
    }
    catch (error) {
        if (!(0,github_error/* isGitHubError */.e)(error))
            throw error;
        const lacks = (0,github_error/* isForbidden */.U)(error) ? NEEDED[kind] : null;
        if (lacks === null && error instanceof github_client/* GitHubRefused */.YY && error.status !== 401) {
            return { kind: 'dropped', message: error.message };
        }
        const retryAfter = error instanceof github_client/* GitHubLimited */.Uh ? error.retryAfterSeconds : 0;
        throw new reporter/* ReporterUnavailable */.i(error.message, { cause: error, lacks, retryAfter });
    }
}


/***/ }),

/***/ 7256:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   actionsRunner: () => (/* binding */ actionsRunner)
/* harmony export */ });
/* harmony import */ var _domain_dispatch_room_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6606);
/* harmony import */ var _github_client_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(636);
/* harmony import */ var _github_github_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3343);
/* harmony import */ var _github_workflow_runs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6565);
/* harmony import */ var _runner_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9230);





/** The permission that all of it needs, as a workflow spells it. */
const NEEDED = 'actions: write';
/** Starts GitHub Actions workflows by `workflow_dispatch`, each attempt at most once per call. */
function actionsRunner(client) {
    // Servers that do not know the key refuse it before anything happens, so it is left out from then on.
    let asksForRun = true;
    async function start(order) {
        const length = (0,_domain_dispatch_room_js__WEBPACK_IMPORTED_MODULE_4__/* .dispatchLength */ .z)(order.input);
        if (length > _domain_dispatch_room_js__WEBPACK_IMPORTED_MODULE_4__/* .DISPATCH_MOST */ .d)
            return { kind: 'refused', message: tooLong(length) };
        const input = JSON.stringify(order.input);
        try {
            return await dispatch(client, { workflow: order.workflow, ref: order.ref, input, asksForRun });
        }
        catch (error) {
            if (asksForRun && isUnknownKey(error)) {
                asksForRun = false;
                return await start(order);
            }
            return failed(error);
        }
    }
    return {
        start,
        find: ({ nonce, since }) => translated(() => (0,_github_workflow_runs_js__WEBPACK_IMPORTED_MODULE_2__/* .findWorkflowRun */ .Id)(client, nonce, since)),
        cancel: (run) => translated(() => cancel(client, run)),
    };
}
async function dispatch(client, what) {
    const answer = await client.rest('POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', {
        workflow_id: what.workflow,
        // The short name might be that of a tag as well, which anybody who pushes can set (attack A4).
        ref: `refs/heads/${what.ref}`,
        inputs: { signalbox: what.input },
        ...(what.asksForRun ? { return_run_details: true } : {}),
        repeatable: false,
    });
    const id = answer.data?.workflow_run_id;
    if (id === undefined)
        return { kind: 'started', run: null };
    return { kind: 'started', run: { id: String(id), url: answer.data?.html_url ?? '' } };
}
/**
 * What an error says about the run: a refusal means that there is none, a limit that there is none yet. Anything
 * else may have started one. Errors that are not GitHub's are bugs, and pass.
 */
function failed(error) {
    if (error instanceof _github_client_js__WEBPACK_IMPORTED_MODULE_0__/* .GitHubLimited */ .Uh) {
        return { kind: 'not-now', message: error.message, retryAfter: error.retryAfterSeconds };
    }
    if ((0,_github_github_error_js__WEBPACK_IMPORTED_MODULE_1__/* .isForbidden */ .U)(error))
        return { kind: 'not-now', message: error.message, lacks: NEEDED };
    if (error instanceof _github_client_js__WEBPACK_IMPORTED_MODULE_0__/* .GitHubRefused */ .YY) {
        return { kind: PASSING.includes(error.status) ? 'not-now' : 'refused', message: explained(error) };
    }
    if (error instanceof _github_client_js__WEBPACK_IMPORTED_MODULE_0__/* .GitHubUnavailable */ .kx)
        return { kind: 'ambiguous', message: error.message };
    throw error;
}
/** Says nothing of the workflow: credentials that have run out, and too many requests. */
const PASSING = [401, 429];
/** GitHub answers 404 with words that say little about what to do. */
function explained(error) {
    if (error.status === 404) {
        return `${error.message} (the workflow is not on the default branch, is disabled, or may not be seen)`;
    }
    return error.message;
}
function tooLong(length) {
    return `the input would be ${length} characters long, GitHub takes ${_domain_dispatch_room_js__WEBPACK_IMPORTED_MODULE_4__/* .DISPATCH_MOST */ .d}; shorten outputs or config vars`;
}
/** GitHub Enterprise Server up to 3.19 at least: `"return_run_details" is not a permitted key.` */
function isUnknownKey(error) {
    return (error instanceof _github_client_js__WEBPACK_IMPORTED_MODULE_0__/* .GitHubRefused */ .YY &&
        (error.status === 422 || error.status === 400) &&
        error.message.includes('return_run_details'));
}
/**
 * GitHub answers 202 while the run still ends; that it has ended, its own news says. 409 is its answer for a run
 * that is completed, 404 for one that it does not know.
 */
async function cancel(client, run) {
    try {
        await client.rest('POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel', {
            run_id: run,
            repeatable: true,
        });
        return 'requested';
    }
    catch (error) {
        if (error instanceof _github_client_js__WEBPACK_IMPORTED_MODULE_0__/* .GitHubRefused */ .YY && [404, 409, 410].includes(error.status))
            return 'gone';
        throw error;
    }
}
async function translated(ask) {
    try {
        return await ask();
    }
    catch (error) {
        if (!(0,_github_github_error_js__WEBPACK_IMPORTED_MODULE_1__/* .isGitHubError */ .e)(error))
            throw error;
        throw new _runner_js__WEBPACK_IMPORTED_MODULE_3__/* .RunnerUnavailable */ .l(error.message, { cause: error, lacks: (0,_github_github_error_js__WEBPACK_IMPORTED_MODULE_1__/* .isForbidden */ .U)(error) ? NEEDED : null });
    }
}


/***/ }),

/***/ 9230:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ RunnerUnavailable)
/* harmony export */ });
/** The runner could not be asked, or did not answer clearly. `start` never throws it: it answers `ambiguous`. */
class RunnerUnavailable extends Error {
    name = 'RunnerUnavailable';
    /** The permission that these credentials lack, where that is why. */
    lacks;
    constructor(message, { lacks = null, ...options } = {}) {
        super(message, options);
        this.lacks = lacks;
    }
}


/***/ }),

/***/ 6497:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  decodeMeta: () => (/* binding */ decodeMeta),
  decodeRecord: () => (/* binding */ decodeRecord),
  encodeRecord: () => (/* binding */ encodeRecord),
  turnIn: () => (/* binding */ turnIn)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 9 modules
var schemas = __webpack_require__(7476);
;// CONCATENATED MODULE: ./lib/domain/version.js
/** This version of Signalbox; `package.json` says the same. */
const VERSION = '0.1.0';
/** @returns whether a version is older than another, both like `1.4.0`; what stands behind a hyphen does not count. */
function isOlder(version, other) {
    const [a, b] = [partsOf(version), partsOf(other)];
    const at = [0, 1, 2].find((index) => a[index] !== b[index]);
    return at !== undefined && (a[at] ?? 0) < (b[at] ?? 0);
}
function partsOf(version) {
    return version.split('-', 1).flatMap((plain) => plain.split('.').map(Number));
}

// EXTERNAL MODULE: ./lib/domain/state.js
var state = __webpack_require__(9093);
// EXTERNAL MODULE: ./lib/store/json-text.js
var json_text = __webpack_require__(8547);
// EXTERNAL MODULE: ./lib/store/paths.js
var paths = __webpack_require__(2625);
// EXTERNAL MODULE: ./lib/store/schema-files.js + 1 modules
var schema_files = __webpack_require__(4195);
// EXTERNAL MODULE: ./lib/store/store.js
var store = __webpack_require__(7208);
;// CONCATENATED MODULE: ./lib/store/codec.js







/**
 * Only a text like this is searched for the key: letters of it may be written as escapes. The schemas drop that key
 * without a word, and what was written would be gone at the next commit.
 */
const MAY_HOLD_PROTO = /__proto__|\\u00[567]/i;
/** The most characters of one mistake that are repeated: a schema lists every value that it would take. */
const MISTAKE_MAX = 200;
/**
 * @returns the record that a file holds, unknown fields included.
 * @throws {StateUnreadable} naming the file, and the place in it, when it is no JSON or of another shape.
 */
function decodeRecord(path, text, schema) {
    const parsed = checked(path, schema, parseJson(path, text));
    if (parsed.success)
        return parsed.data;
    throw new store/* StateUnreadable */.f$('state-unreadable', path, wordsOf(parsed.error), { cause: parsed.error });
}
/**
 * @returns what `signalbox.json` says.
 * @throws {StateUnreadable} `state-newer-format` before anything else is looked at: a newer format may have changed
 * every other file, and a newer version may have asked older ones to keep away.
 */
function decodeMeta(text) {
    const json = parseJson(paths/* META_PATH */.y3, text);
    const format = checked(paths/* META_PATH */.y3, schemas/* looseObject */._H3({ format: schemas/* int */.Whr() }), json);
    if (format.success && format.data.format > state/* STATE_FORMAT */.Al) {
        throw new store/* StateUnreadable */.f$('state-newer-format', paths/* META_PATH */.y3, `it has format ${format.data.format}, and this version of Signalbox understands formats up to ${state/* STATE_FORMAT */.Al}`);
    }
    const writer = schemas/* looseObject */._H3({ oldestWriter: schemas/* string */.YjP() }).safeParse(json);
    if (writer.success && isOlder(VERSION, writer.data.oldestWriter)) {
        throw new store/* StateUnreadable */.f$('state-newer-format', paths/* META_PATH */.y3, `it asks for Signalbox ${writer.data.oldestWriter} or newer, and this is ${VERSION}`);
    }
    return decodeRecord(paths/* META_PATH */.y3, text, schema_files/* metaSchema */.H0);
}
/** @returns the turn in the text of `signalbox.json`; what is damaged says nothing of its age, and is refused for itself. */
function turnIn(text) {
    try {
        return decodeMeta(text).turn;
    }
    catch (error) {
        if (error instanceof store/* StateUnreadable */.f$)
            return Number.POSITIVE_INFINITY;
        throw error;
    }
}
/**
 * @param base the file as the branch holds it now, if it does.
 * @param was the record that was read from it, if it is at hand: then it is not read once more.
 * @returns the text to keep: the very same text when the record did not change, so that it is not written again;
 * otherwise the record in fixed key order, with those fields of the old file that this version does not know.
 * @throws {z.ZodError} when the record breaks its schema: a bug, and nothing must be written.
 */
function encodeRecord(schema, record, base, was) {
    const encoded = schema.parse(record);
    const before = base === undefined || was ? was : schema.safeParse(silentJson(base)).data;
    if (base === undefined || before === undefined)
        return (0,json_text/* jsonText */.s)(encoded);
    const after = { ...encoded, ...unknownFields(schema, { ...before }, encoded) };
    return JSON.stringify(after) === JSON.stringify(before) ? base : (0,json_text/* jsonText */.s)(after);
}
/** Fields of a newer version that were lost because the record was put together anew. */
function unknownFields(schema, before, encoded) {
    return Object.fromEntries(Object.entries(before).filter(([key]) => !(key in schema.shape) && !(key in encoded)));
}
/** Lists in lists without end are JSON, and more than the stack holds. */
function checked(path, schema, value) {
    try {
        return schema.safeParse(value, { error: inWords });
    }
    catch (error) {
        if (!(error instanceof RangeError))
            throw error;
        throw new store/* StateUnreadable */.f$('state-unreadable', path, 'is nested too deeply', { cause: error });
    }
}
function parseJson(path, text) {
    const value = jsonOf(path, text);
    if (MAY_HOLD_PROTO.test(text) && hasKey(value, '__proto__')) {
        throw new store/* StateUnreadable */.f$('state-unreadable', path, 'has a key `__proto__`, which no record can keep');
    }
    return value;
}
function jsonOf(path, text) {
    if (text.startsWith('\uFEFF')) {
        throw new store/* StateUnreadable */.f$('state-unreadable', path, 'begins with a byte order mark, which JSON has not');
    }
    try {
        return JSON.parse(text);
    }
    catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        throw new store/* StateUnreadable */.f$('state-unreadable', path, `is not JSON: ${why}`, { cause: error });
    }
}
/** Goes through lists in lists without end as well: a loop has no stack to overflow. */
function hasKey(value, key) {
    const rest = [value];
    for (let each = rest.pop(); each !== undefined; each = rest.pop()) {
        if (typeof each !== 'object' || each === null)
            continue;
        if (Object.hasOwn(each, key))
            return true;
        for (const item of Object.values(each))
            rest.push(item);
    }
    return false;
}
function silentJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
/** What a value should be, as people call it who have never seen a schema. */
const FORMS = {
    array: 'a list',
    boolean: 'true or false',
    int: 'a whole number',
    number: 'a number',
    object: 'an object',
    record: 'an object',
    string: 'a text',
};
/** @returns null where the schema's own words will do. */
function inWords(issue) {
    if (issue.input === undefined)
        return 'is missing';
    switch (issue.code) {
        case 'invalid_type':
            return `must be ${FORMS[issue.expected] ?? issue.expected}, not ${formOf(issue.input, issue.expected)}`;
        case 'invalid_value':
            return `must be ${issue.values.map((each) => JSON.stringify(each)).join(' or ')}`;
        case 'too_small':
            return `must be at least ${issue.minimum}`;
        case 'too_big':
            return `must be at most ${issue.maximum}`;
        case 'invalid_format':
            return `is not spelled as it should be: ${JSON.stringify(issue.input)}`;
        default:
            return null;
    }
}
function formOf(value, expected) {
    if (value === null)
        return 'null';
    if (typeof value === 'number') {
        // JSON has numbers that are too large for any program, and reads as endless.
        if (!Number.isFinite(value))
            return 'one without end';
        return expected === 'int' ? String(value) : 'a number';
    }
    const form = Array.isArray(value) ? 'array' : typeof value;
    return FORMS[form] ?? form;
}
function wordsOf(error) {
    const shown = error.issues.slice(0, 3).map((issue) => {
        const place = issue.path.map(String).join('.');
        const words = place === '' ? issue.message : `${place}: ${issue.message}`;
        return words.length > MISTAKE_MAX ? `${words.slice(0, MISTAKE_MAX)}…` : words;
    });
    const more = error.issues.length - shown.length;
    return shown.join('; ') + (more > 0 ? `; and ${more} more` : '');
}


/***/ }),

/***/ 5950:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  examineBranch: () => (/* binding */ examineBranch)
});

// EXTERNAL MODULE: ./lib/domain/state.js
var domain_state = __webpack_require__(9093);
// EXTERNAL MODULE: ./lib/store/codec.js + 1 modules
var codec = __webpack_require__(6497);
// EXTERNAL MODULE: ./lib/store/files.js
var store_files = __webpack_require__(9142);
// EXTERNAL MODULE: ./lib/store/paths.js
var paths = __webpack_require__(2625);
// EXTERNAL MODULE: ./lib/domain/derive.js
var derive = __webpack_require__(3877);
// EXTERNAL MODULE: ./lib/store/read-app.js
var read_app = __webpack_require__(9339);
// EXTERNAL MODULE: ./lib/store/schema-files.js + 1 modules
var schema_files = __webpack_require__(4195);
;// CONCATENATED MODULE: ./lib/store/mend-app.js






/**
 * Mends what can be mended of every app, and says of the others what only a person can. No turn reads the records of
 * what has ended until somebody wants one; here those are looked into that may be gone back to.
 */
async function mendApps(bench) {
    const numbers = numbersIn(bench);
    const folders = (0,store_files.appFolders)(new Map([...bench.files, ...[...bench.raw.paths].map((path) => [path, ''])]));
    const names = [...new Set([...folders, ...Object.keys(numbers)])].sort();
    for (const name of names) {
        if (!(await mendApp(bench, name, numbers)))
            continue;
        await bringEnded(bench, name, numbers);
        await mendApp(bench, name, numbers);
    }
}
/** What an edit of somebody else may have lowered counts as it was before. */
function numbersIn({ files, raw }) {
    const sources = [files, ...(raw.trusted === null ? [] : [raw.trusted])].filter((each) => each.has(paths/* REPOSITORY_PATH */.bn));
    const all = sources.flatMap((source) => Object.entries(readNumbers(source)));
    const newest = {};
    for (const [name, number] of all)
        newest[name] = Math.max(newest[name] ?? 1, number);
    return newest;
}
function readNumbers(files) {
    return (0,codec.decodeRecord)(paths/* REPOSITORY_PATH */.bn, (0,store_files.needed)(files, paths/* REPOSITORY_PATH */.bn), schema_files/* repositorySchema */._L).numbers ?? {};
}
/** A record that is gone comes back as it was last; one that nobody remembers is missed by no turn. */
async function bringEnded(bench, name, numbers) {
    const read = (0,read_app/* readApp */.u)(bench.files, { name, numbers, decode: codec.decodeRecord });
    if ('damage' in read)
        return;
    const { summaries, environments } = read.app;
    const ended = summaries.filter(({ status }) => (0,derive/* isFinal */.dR)(status)).map(({ number }) => number);
    const succeeded = Object.values(environments).flatMap(({ successes }) => successes.map((each) => each.release));
    const places = [...new Set([...ended, ...succeeded])].map((number) => ({ app: name, number }));
    await bench.bring(places.map(paths/* finalPath */.uA));
    for (const place of places) {
        const path = (0,paths/* finalPath */.uA)(place);
        if (bench.files.has(path) || bench.files.has((0,paths/* openPath */["in"])(place)))
            continue;
        await bench.restore(path, 'is missing', (text) => {
            return damageIn(new Map([...bench.files, [path, text]]), name, numbers) === null;
        });
    }
}
/**
 * One fault hides the next, so it goes on until none is left; each file is tried once.
 * @returns whether none is left.
 */
async function mendApp(bench, name, numbers) {
    const tried = new Set();
    for (;;) {
        const damage = damageIn(bench.files, name, numbers);
        if (damage === null)
            return true;
        const isNew = !tried.has(damage.file);
        tried.add(damage.file);
        if (isNew && (await mendFile(bench, name, numbers, damage)))
            continue;
        bench.note({ file: damage.file, problem: damage.why, remedy: 'by-hand' });
        return false;
    }
}
/** The file's own past first, then that of the app's file, which may be the one that is too old. */
async function mendFile(bench, name, numbers, damage) {
    const { file, why } = damage;
    const helps = (path, text) => {
        const files = new Map(bench.files);
        if (text === null)
            files.delete(path);
        else
            files.set(path, text);
        return damageIn(files, name, numbers)?.file !== file;
    };
    if (await bench.restore(file, why, (text) => helps(file, text)))
        return true;
    const app = (0,paths/* appPath */.X4)(name);
    if (file !== app && (await bench.restore(app, why, (text) => helps(app, text))))
        return true;
    if (file === app || !bench.files.has(file) || !helps(file, null))
        return false;
    bench.setAside(file, why);
    return true;
}
function damageIn(files, name, numbers) {
    const read = (0,read_app/* readApp */.u)(files, { name, numbers, decode: codec.decodeRecord });
    return 'damage' in read ? read.damage : null;
}

// EXTERNAL MODULE: ./lib/store/index-pages.js
var index_pages = __webpack_require__(1376);
// EXTERNAL MODULE: ./lib/store/schema-release.js + 1 modules
var schema_release = __webpack_require__(1388);
// EXTERNAL MODULE: ./lib/store/store.js
var store = __webpack_require__(7208);
;// CONCATENATED MODULE: ./lib/store/mend-pages.js






/**
 * A page of summaries that is missing, or that lists other releases than there are records of, is made again from the
 * records that it is about. What it says of each is not compared: it decides nothing, and records there may be thousands.
 */
async function mendPages(bench) {
    const pages = new Map();
    for (const path of bench.raw.paths) {
        const place = (0,paths/* isFinalPath */.U7)(path) ? (0,paths/* releaseOfPath */.M7)(path) : null;
        if (place === null || path !== (0,paths/* finalPath */.uA)(place))
            continue;
        const page = (0,paths/* indexPath */.AV)(place);
        pages.set(page, [...(pages.get(page) ?? []), path]);
    }
    await bench.bring([...pages.keys()]);
    for (const [page, records] of pages) {
        const problem = damageOf(page, bench.files.get(page), records);
        if (problem === null)
            continue;
        const texts = await bench.raw.read(records);
        const releases = [...texts].flatMap(([path, text]) => readRelease(path, text));
        const text = (0,index_pages/* updatedPage */.z)(page, undefined, releases);
        // A record that cannot be read is in no page, however often it is made.
        if (text === bench.files.get(page))
            continue;
        bench.put(page, text);
        bench.note({ file: page, problem, remedy: 'make-again' });
    }
}
/** Releases that were opened again stay on their page. */
function damageOf(page, text, records) {
    if (text === undefined)
        return 'is missing';
    try {
        const listed = (0,codec.decodeRecord)(page, text, schema_files/* indexPageSchema */.N$).releases.map(({ number }) => number);
        const isWhole = records.every((path) => listed.includes((0,paths/* releaseOfPath */.M7)(path)?.number ?? 0));
        return isWhole ? null : 'does not list all releases that have ended';
    }
    catch (error) {
        if (error instanceof store/* StateUnreadable */.f$)
            return error.why;
        throw error;
    }
}
/** A record that cannot be read is told when somebody asks for it. */
function readRelease(path, text) {
    try {
        return [(0,codec.decodeRecord)(path, text, schema_release/* releaseSchema */.B)];
    }
    catch (error) {
        if (error instanceof store/* StateUnreadable */.f$)
            return [];
        throw error;
    }
}

// EXTERNAL MODULE: ./lib/store/clock-check.js
var clock_check = __webpack_require__(7934);
;// CONCATENATED MODULE: ./lib/store/mend-shared.js






const READERS = {
    [paths/* META_PATH */.y3]: (text, now) => (0,clock_check/* checkClock */.D)((0,codec.decodeMeta)(text), now),
    [paths/* REPOSITORY_PATH */.bn]: (text) => (0,codec.decodeRecord)(paths/* REPOSITORY_PATH */.bn, text, schema_files/* repositorySchema */._L),
    [paths/* INPUTS_PATH */.Wt]: (text) => (0,codec.decodeRecord)(paths/* INPUTS_PATH */.Wt, text, schema_files/* inputsSchema */.rS),
};
/**
 * Mends the files of all apps. While one of them cannot be read nothing is written, so that the text before loses
 * nothing.
 */
async function mendShared(bench, now) {
    for (const [path, read] of Object.entries(READERS)) {
        const problem = mend_shared_damageOf(() => read((0,store_files.needed)(bench.files, path), now));
        if (problem === null)
            continue;
        const isMended = await bench.restore(path, problem.why, (text) => mend_shared_damageOf(() => read(text, now)) === null);
        if (!isMended)
            throw problem;
    }
}
/** @throws {StateUnreadable} for a newer format: no older text would be right. */
function mend_shared_damageOf(read) {
    try {
        read();
        return null;
    }
    catch (error) {
        if (error instanceof store/* StateUnreadable */.f$ && error.code === 'state-unreadable')
            return error;
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/store/workbench.js
/** Where what nobody understands is moved to; no turn reads it. */
const ASIDE = 'set-aside/';
/** The files of a branch while they are being mended. */
class Workbench {
    raw;
    steps = [];
    #before;
    #files;
    constructor(raw) {
        this.raw = raw;
        this.#before = new Map(raw.files);
        this.#files = new Map(raw.files);
    }
    get files() {
        return this.#files;
    }
    note(step) {
        this.steps.push(step);
    }
    /** Takes these files of the head along, beside those that every turn reads; what was put there already stays. */
    async bring(paths) {
        const wanted = paths.filter((path) => !this.#before.has(path) && this.raw.paths.has(path));
        if (wanted.length === 0)
            return;
        for (const [path, text] of await this.raw.read(wanted)) {
            this.#before.set(path, text);
            if (!this.#files.has(path))
                this.#files.set(path, text);
        }
    }
    put(path, text) {
        this.#files.set(path, text);
    }
    remove(path) {
        this.#files.delete(path);
    }
    /**
     * Gives a file the newest of its earlier texts that is good.
     * @returns whether there was one.
     */
    async restore(path, problem, isGood) {
        for await (const { commit, text } of this.raw.versions(path)) {
            if (text === this.#files.get(path) || !isGood(text))
                continue;
            this.put(path, text);
            this.note({ file: path, problem, remedy: 'restore', commit });
            return true;
        }
        return false;
    }
    setAside(path, problem) {
        const text = this.#files.get(path);
        this.remove(path);
        if (text !== undefined)
            this.put(`${ASIDE}${path}`, text);
        this.note({ file: path, problem, remedy: 'set-aside' });
    }
    /** @returns what has to be done to the files of the head. */
    changes() {
        const before = this.#before;
        const gone = [...before.keys(), ...(this.raw.lost?.surplus ?? [])];
        return {
            additions: new Map([...this.#files].filter(([path, text]) => before.get(path) !== text)),
            deletions: [...new Set(gone)].filter((path) => !this.#files.has(path)),
        };
    }
}

;// CONCATENATED MODULE: ./lib/store/examine.js








/**
 * Finds everything that is wrong with a branch, and a state that one commit on top of it can make of it. Every text
 * that is put into a file is one that this file had before: a repair invents nothing.
 *
 * @throws {StateUnreadable} for a newer format, or when a file of all apps was never whole.
 */
async function examineBranch(raw, fresh) {
    const bench = new Workbench(raw);
    putBack(bench);
    if (raw.head === null && bench.files.size === 0) {
        const state = (0,domain_state/* emptyState */.p$)(fresh.performer, fresh.now);
        return { state: withTurn(state, raw.lost?.turn ?? 0), steps: bench.steps, repairs: bench.changes() };
    }
    takeOver(bench);
    await mendShared(bench, fresh.now);
    await mendApps(bench);
    await mendPages(bench);
    const folders = (0,store_files.appFolders)(new Map([...raw.paths].map((path) => [path, ''])));
    const state = (0,store_files.stateOf)(hot(bench.files), [...new Set([...folders, ...(0,store_files.appFolders)(bench.files)])].sort());
    return { state: withTurn(state, lostTurn(bench)), steps: bench.steps, repairs: bench.changes() };
}
/** The branch was taken back: what it held in the newest commit that is known is what it held. */
function putBack(bench) {
    const { lost, branch, head } = bench.raw;
    if (lost === null)
        return;
    const is = head === null ? 'is gone' : `is at turn ${turnOf(bench.raw.files) ?? 'unknown'}`;
    const problem = `${is}; it was at turn ${lost.turn} in commit ${lost.oid.slice(0, 12)}`;
    if (lost.files === null) {
        bench.note({ file: branch, problem: `${problem}, which GitHub has no more`, remedy: 'take-over' });
        return;
    }
    for (const [path, text] of lost.files)
        bench.put(path, text);
    for (const path of lost.surplus)
        bench.remove(path);
    bench.note({ file: branch, problem, remedy: 'put-back', commit: lost.oid });
}
function takeOver(bench) {
    const { head, branch } = bench.raw;
    if (head?.foreign === null || head === null)
        return;
    bench.note({ file: branch, problem: head.foreign, remedy: 'take-over', commit: head.oid });
}
function lostTurn({ raw }) {
    return Math.max(raw.lost?.turn ?? 0, turnOf(raw.trusted ?? raw.files) ?? 0);
}
function turnOf(files) {
    try {
        return (0,codec.decodeMeta)((0,store_files.needed)(files, paths/* META_PATH */.y3)).turn;
    }
    catch {
        return null;
    }
}
/** Turn numbers are never given again, whatever became of the branch. */
function withTurn(state, atLeast) {
    if (state.meta.turn >= atLeast)
        return state;
    return { ...state, meta: { ...state.meta, turn: atLeast } };
}
function hot(files) {
    return new Map([...files].filter(([path]) => (0,paths/* isHotPath */.bK)(path)));
}


/***/ }),

/***/ 9142:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   appFolders: () => (/* binding */ appFolders),
/* harmony export */   diffFiles: () => (/* binding */ diffFiles),
/* harmony export */   filesOf: () => (/* binding */ filesOf),
/* harmony export */   loadedFiles: () => (/* binding */ loadedFiles),
/* harmony export */   needed: () => (/* binding */ needed),
/* harmony export */   stateOf: () => (/* binding */ stateOf)
/* harmony export */ });
/* harmony import */ var _codec_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6497);
/* harmony import */ var _paths_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2625);
/* harmony import */ var _read_app_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9339);
/* harmony import */ var _schema_files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4195);
/* harmony import */ var _schema_release_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1388);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7208);






/**
 * @param files the small files, and the records that were read.
 * @param folders names of the folders that apps have, also of those of which no file was read.
 * @param decode reads one record; whoever hands in one that remembers shares records with others.
 * @returns the state that they hold; unless so, nothing of it is shared with anybody. An app with a file that cannot be
 * understood is left out and named in `unreadable`: the others go on.
 * @throws {StateUnreadable} naming the first of the files of all apps that cannot be understood.
 */
function stateOf(files, folders = appFolders(files), decode = _codec_js__WEBPACK_IMPORTED_MODULE_0__.decodeRecord) {
    const meta = (0,_codec_js__WEBPACK_IMPORTED_MODULE_0__.decodeMeta)(needed(files, _paths_js__WEBPACK_IMPORTED_MODULE_1__/* .META_PATH */ .y3));
    const repository = decode(_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .REPOSITORY_PATH */ .bn, needed(files, _paths_js__WEBPACK_IMPORTED_MODULE_1__/* .REPOSITORY_PATH */ .bn), _schema_files_js__WEBPACK_IMPORTED_MODULE_3__/* .repositorySchema */ ._L);
    const { outcomes } = decode(_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .INPUTS_PATH */ .Wt, needed(files, _paths_js__WEBPACK_IMPORTED_MODULE_1__/* .INPUTS_PATH */ .Wt), _schema_files_js__WEBPACK_IMPORTED_MODULE_3__/* .inputsSchema */ .rS);
    const names = [...new Set([...folders, ...Object.keys(repository.numbers ?? {})])].sort();
    const read = names.map((name) => (0,_read_app_js__WEBPACK_IMPORTED_MODULE_2__/* .readApp */ .u)(files, { name, numbers: repository.numbers ?? {}, decode }));
    const unreadable = read.flatMap((each) => ('damage' in each ? [[each.name, each.damage]] : []));
    const readable = read.filter((each) => 'app' in each);
    return {
        meta,
        repository,
        outcomes,
        apps: Object.fromEntries(readable.map(({ app }) => [app.name, app])),
        releases: Object.fromEntries(readable.flatMap(({ releases }) => Object.entries(releases))),
        ...(unreadable.length === 0 ? {} : { unreadable: Object.fromEntries(unreadable) }),
    };
}
/** @returns the text of a file that must be there. */
function needed(files, path) {
    const text = files.get(path);
    if (text === undefined)
        throw new _store_js__WEBPACK_IMPORTED_MODULE_5__/* .StateUnreadable */ .f$('state-unreadable', path, 'is missing');
    return text;
}
/** @returns the names of the folders that hold apps. */
function appFolders(files) {
    const names = [...files.keys()].flatMap((path) => (0,_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .folderOfPath */ .P6)(path) ?? []);
    return [...new Set(names)].sort();
}
/**
 * @param base the same files as the branch holds them now: unchanged records keep their very text.
 * @param was the state that was read from those, if it is at hand: a record that is still the very same is not even
 * looked at, so that a turn costs what it changes.
 * @returns every file of the state but the generated ones (`README.md`, `index/`).
 */
function filesOf(state, base = new Map(), was = null) {
    const files = new Map([
        [_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .META_PATH */ .y3, written(_schema_files_js__WEBPACK_IMPORTED_MODULE_3__/* .metaSchema */ .H0, state.meta, base.get(_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .META_PATH */ .y3), was?.meta)],
        [
            _paths_js__WEBPACK_IMPORTED_MODULE_1__/* .REPOSITORY_PATH */ .bn,
            written(_schema_files_js__WEBPACK_IMPORTED_MODULE_3__/* .repositorySchema */ ._L, state.repository, base.get(_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .REPOSITORY_PATH */ .bn), was?.repository),
        ],
        [_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .INPUTS_PATH */ .Wt, outcomesText(state, base.get(_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .INPUTS_PATH */ .Wt), was)],
    ]);
    for (const [name, app] of Object.entries(state.apps)) {
        const path = (0,_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .appPath */ .X4)(app.name);
        files.set(path, written(_schema_files_js__WEBPACK_IMPORTED_MODULE_3__/* .appSchema */ .vG, app, base.get(path), was?.apps[name]));
    }
    for (const [key, release] of Object.entries(state.releases)) {
        const before = base.get((0,_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .openPath */ ["in"])(release)) ?? base.get((0,_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .finalPath */ .uA)(release));
        const text = written(_schema_release_js__WEBPACK_IMPORTED_MODULE_4__/* .releaseSchema */ .B, release, before, was?.releases[key]);
        files.set((0,_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .releasePath */ .bD)(release, state.repository.owed), text);
    }
    return files;
}
function written(schema, record, base, was) {
    return base !== undefined && was === record ? base : (0,_codec_js__WEBPACK_IMPORTED_MODULE_0__.encodeRecord)(schema, record, base, was);
}
function outcomesText({ outcomes }, base, was) {
    if (base !== undefined && was?.outcomes === outcomes)
        return base;
    return (0,_codec_js__WEBPACK_IMPORTED_MODULE_0__.encodeRecord)(_schema_files_js__WEBPACK_IMPORTED_MODULE_3__/* .inputsSchema */ .rS, { outcomes }, base);
}
/**
 * Nothing is ever deleted but the old place of a record that moved between `open/` and `releases/`; a record that
 * is simply not there any more was not loaded.
 *
 * @returns what leads from one set of files to the other.
 */
function diffFiles(base, after) {
    const additions = new Map([...after].filter(([path, text]) => base.get(path) !== text));
    const moved = [...after.keys()].flatMap((path) => {
        const place = (0,_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .releaseOfPath */ .M7)(path);
        if (place === null)
            return [];
        return [(0,_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .isFinalPath */ .U7)(path) ? (0,_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .openPath */ ["in"])(place) : (0,_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .finalPath */ .uA)(place)];
    });
    return { additions, deletions: moved.filter((path) => base.has(path)) };
}
/** @returns the part of the files that a load shows: all but those final releases that were not asked for. */
function loadedFiles(files, want = []) {
    const wanted = new Set(want.map(_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .finalPath */ .uA));
    return new Map([...files].filter(([path]) => !(0,_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .isFinalPath */ .U7)(path) || wanted.has(path)));
}


/***/ }),

/***/ 1376:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ listedReleases),
/* harmony export */   z: () => (/* binding */ updatedPage)
/* harmony export */ });
/* harmony import */ var _domain_summaries_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1098);
/* harmony import */ var _codec_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6497);
/* harmony import */ var _domain_names_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2720);
/* harmony import */ var _json_text_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8547);
/* harmony import */ var _paths_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2625);
/* harmony import */ var _schema_files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4195);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7208);







/**
 * @returns the releases whose summary belongs on a page because of these changes: those that became final, changed
 * while final, or were opened again; by the path of their page.
 */
function listedReleases(changes, state) {
    const pages = new Map();
    for (const path of [...changes.additions.keys(), ...changes.deletions]) {
        const place = (0,_paths_js__WEBPACK_IMPORTED_MODULE_2__/* .isFinalPath */ .U7)(path) ? (0,_paths_js__WEBPACK_IMPORTED_MODULE_2__/* .releaseOfPath */ .M7)(path) : null;
        const release = place && state.releases[(0,_domain_names_js__WEBPACK_IMPORTED_MODULE_5__/* .releaseKey */ .D)(place.app, place.number)];
        if (!release)
            continue;
        const page = (0,_paths_js__WEBPACK_IMPORTED_MODULE_2__/* .indexPath */ .AV)(release);
        pages.set(page, [...(pages.get(page) ?? []), release]);
    }
    return pages;
}
/**
 * @param text the page as it is now; undefined when there is none.
 * @returns the page with these releases in it, by number.
 */
function updatedPage(path, text, releases) {
    const summaries = new Map(summariesOf(path, text).map((each) => [each.number, each]));
    for (const release of releases) {
        summaries.set(release.number, { ...summaries.get(release.number), ...(0,_domain_summaries_js__WEBPACK_IMPORTED_MODULE_0__/* .summaryOf */ .Y)(release) });
    }
    const ordered = [...summaries.values()].sort((a, b) => a.number - b.number);
    return (0,_json_text_js__WEBPACK_IMPORTED_MODULE_6__/* .jsonText */ .s)(_schema_files_js__WEBPACK_IMPORTED_MODULE_3__/* .indexPageSchema */ .N$.parse({ releases: ordered }));
}
/** A page is a cache: one that cannot be read is begun anew instead of stopping a turn. */
function summariesOf(path, text) {
    if (text === undefined)
        return [];
    try {
        return (0,_codec_js__WEBPACK_IMPORTED_MODULE_1__.decodeRecord)(path, text, _schema_files_js__WEBPACK_IMPORTED_MODULE_3__/* .indexPageSchema */ .N$).releases;
    }
    catch (error) {
        if (error instanceof _store_js__WEBPACK_IMPORTED_MODULE_4__/* .StateUnreadable */ .f$)
            return [];
        throw error;
    }
}


/***/ }),

/***/ 8547:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ jsonText)
/* harmony export */ });
/** An object of plain values stays on one line up to this column. */
const LINE = 120;
/** An item of a list may be longer: one line for one thing makes a list of thirty a page. */
const ITEM_LINE = 320;
/**
 * Writes a value the way the state branch keeps it: two spaces, keys in the order they have, every item of a list
 * on a line of its own, an object of plain values on one line where it fits, a newline at the end. So a change of
 * one thing is one changed line in `git log -p`.
 *
 * @returns JSON text; `JSON.parse` of it gives the value back.
 */
function jsonText(value) {
    return isObject(value) ? `${expanded(value, '')}\n` : `${rendered(value, '')}\n`;
}
function rendered(value, indent) {
    if (Array.isArray(value))
        return list(value, indent);
    if (!isObject(value))
        return JSON.stringify(value);
    const fits = isPlain(value) && indent.length + oneLine(value).length <= LINE;
    return fits ? oneLine(value) : expanded(value, indent);
}
function list(items, indent) {
    if (items.length === 0)
        return '[]';
    const inner = `${indent}  `;
    return `[\n${items.map((item) => inner + listItem(item, inner)).join(',\n')}\n${indent}]`;
}
/** An item with one simple object in it (who did it, say) still reads well on one line; with two it does not. */
function listItem(item, indent) {
    if (!isObject(item))
        return rendered(item, indent);
    const inner = Object.values(item).filter(isFilled);
    const isSimple = inner.length <= 1 && inner.every((value) => isObject(value) && isPlain(value));
    const text = isSimple ? oneLine(item) : '';
    return isSimple && indent.length + text.length <= ITEM_LINE ? text : rendered(item, indent);
}
function expanded(object, indent) {
    const entries = entriesOf(object);
    if (entries.length === 0)
        return '{}';
    const inner = `${indent}  `;
    const lines = entries.map(([key, value]) => `${inner}${JSON.stringify(key)}: ${rendered(value, inner)}`);
    return `{\n${lines.join(',\n')}\n${indent}}`;
}
function oneLine(value) {
    if (Array.isArray(value))
        return '[]';
    if (!isObject(value))
        return JSON.stringify(value);
    const entries = entriesOf(value);
    if (entries.length === 0)
        return '{}';
    return `{ ${entries.map(([key, each]) => `${JSON.stringify(key)}: ${oneLine(each)}`).join(', ')} }`;
}
function isPlain(object) {
    return !Object.values(object).some(isFilled);
}
function isFilled(value) {
    if (Array.isArray(value))
        return value.length > 0;
    return isObject(value) && entriesOf(value).length > 0;
}
/** What `undefined` stands for has no place in JSON, so it has none here. */
function entriesOf(object) {
    return Object.entries(object).filter(([, value]) => value !== undefined);
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}


/***/ }),

/***/ 8119:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  planCommit: () => (/* binding */ planCommit)
});

// EXTERNAL MODULE: ./lib/store/file-map.js
var file_map = __webpack_require__(8136);
// EXTERNAL MODULE: ./lib/store/files.js
var files = __webpack_require__(9142);
// EXTERNAL MODULE: ./lib/store/index-pages.js
var index_pages = __webpack_require__(1376);
// EXTERNAL MODULE: ./lib/store/paths.js
var paths = __webpack_require__(2625);
// EXTERNAL MODULE: ./lib/domain/environment.js
var domain_environment = __webpack_require__(9505);
// EXTERNAL MODULE: ./lib/domain/state.js
var domain_state = __webpack_require__(9093);
;// CONCATENATED MODULE: ./lib/store/readme.js


/**
 * @returns the front page of the state branch: what runs where, and how to read the rest. It says nothing that is not
 * in the records and nothing about the present moment, so it changes only when they do.
 */
function readmeOf(state, branch = domain_state/* STATE_BRANCH */.bm) {
    const apps = Object.values(state.apps).sort((a, b) => (a.name < b.name ? -1 : 1));
    const broken = Object.entries(state.unreadable ?? {});
    return [
        '# What runs where',
        'Written by Signalbox at every change. The records beside it decide; this page only shows them.',
        ...(apps.length + broken.length === 0 ? ['Nothing was released yet.'] : apps.map(appSection)),
        ...broken.map(([app, { file }]) => `## ${app}\n\nNot known: \`${file}\` cannot be read.`),
        howToRead(branch),
    ].join('\n\n');
}
function appSection(app) {
    const environments = Object.entries(app.environments);
    if (environments.length === 0)
        return `## ${app.name}\n\nNot deployed anywhere yet.`;
    return [
        `## ${app.name}`,
        '',
        '| environment | version | since | lock | pin |',
        '| --- | --- | --- | --- | --- |',
        ...environments.map(([name, environment]) => `| ${cells(name, environment).join(' | ')} |`),
    ].join('\n');
}
function cells(name, environment) {
    return [
        plain(name),
        version(environment),
        environment.pointer?.at ?? '',
        environment.lock === null ? '' : lockWords(environment.lock),
        environment.pin === null ? '' : pinWords(environment.pin),
    ];
}
function version(environment) {
    const runs = environment.pointer === null ? 'nothing' : `v${environment.pointer.release}`;
    const touch = environment.lastTouch;
    if (touch === null || !(0,domain_environment/* isUncertain */.cp)(environment))
        return runs;
    return `${runs}, uncertain: v${touch.release} ${touch.outcome} at ${touch.at}`;
}
function lockWords(lock) {
    const until = lock.until === undefined ? '' : ` until ${lock.until}`;
    return `${plain(lock.by.login)} since ${lock.at}${until}${reasonWords(lock.reason)}`;
}
function pinWords(pin) {
    return `v${pin.release} by ${plain(pin.by.login)} since ${pin.at}${reasonWords(pin.reason)}`;
}
function reasonWords(reason) {
    return reason === undefined ? '' : `: ${plain(reason)}`;
}
/** Foreign text in a table cell: one line, and every character that Markdown or HTML could take for its own escaped. */
function plain(text) {
    return text
        .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
        .replace(/&/g, '&amp;')
        .replace(/</g, '&lt;')
        .replace(/[\\`*_{}[\]()#+!|>~@:.-]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
function howToRead(branch) {
    return `## How to read this branch

| file | what |
| --- | --- |
| \`signalbox.json\` | format, performer, number of the last turn |
| \`repository.json\` | what was handled last, and what is owed outside |
| \`inputs.json\` | outcomes of the commands of the last 24 hours |
| \`apps/<app>/app.json\` | per environment: what runs, last touch, lock, pin |
| \`apps/<app>/open/<n>.json\` | releases at work |
| \`apps/<app>/releases/<n/100>/<n>.json\` | releases that ended |
| \`apps/<app>/index/<n/100>.json\` | summaries for lists |

Every commit is one turn: its headline says what happened, its trailers who and why.

\`\`\`sh
git fetch origin ${branch}
git log -p FETCH_HEAD                                     # all that ever happened
git log FETCH_HEAD -- apps/<app>/app.json                 # what changed in the environments
git log FETCH_HEAD --grep '^Release: v12$'                # one release
git show FETCH_HEAD:apps/<app>/app.json                   # what runs now
\`\`\`
`;
}

// EXTERNAL MODULE: ./lib/store/store.js
var store = __webpack_require__(7208);
;// CONCATENATED MODULE: ./lib/store/plan.js






/**
 * The most bytes that one file may have: GraphQL cuts a file at 512,000 bytes without an error, and a record must
 * never come near that (design, section 4).
 */
const RECORD_LIMIT = 400_000;
const NOTHING = { additions: new Map(), deletions: [] };
/**
 * @returns the file changes that turn `change.before` into `change.after`, generated files included.
 * @throws {RecordTooLarge} before anything is written.
 */
async function planCommit(change, source) {
    const base = change.expected === null ? new Map() : (source.base ?? (0,files.filesOf)(change.before));
    const repairs = change.repairs ?? NOTHING;
    const mended = (0,file_map/* applyChanges */.Y)(base, repairs);
    // What was mended is not what the state before was read from.
    const was = change.repairs === undefined ? change.before : null;
    const records = (0,files.diffFiles)(mended, (0,files.filesOf)(change.after, mended, was));
    const additions = new Map([
        ...[...repairs.additions].filter(([path]) => !records.deletions.includes(path)),
        ...records.additions,
        ...(await changedPages(change, records, source)),
        ...changedReadme(change, source.branch),
    ]);
    for (const [path, text] of additions) {
        const bytes = Buffer.byteLength(text);
        if (bytes > RECORD_LIMIT)
            throw new store/* RecordTooLarge */.h2(path, bytes, RECORD_LIMIT);
    }
    const gone = [...repairs.deletions, ...records.deletions.filter((path) => base.has(path))];
    return { additions, deletions: [...new Set(gone)].filter((path) => !additions.has(path)) };
}
async function changedPages(change, records, source) {
    const listed = (0,index_pages/* listedReleases */.a)(records, change.after);
    if (listed.size === 0)
        return new Map();
    const paths = [...listed.keys()];
    const pages = change.expected === null ? new Map() : await source.readPages(paths);
    const updated = [...listed].map(([path, releases]) => [path, (0,index_pages/* updatedPage */.z)(path, pages.get(path), releases)]);
    return new Map(updated.filter(([path, text]) => pages.get(path) !== text));
}
function changedReadme(change, branch) {
    const text = readmeOf(change.after, branch);
    // What became unreadable did so outside of any turn, so that the page does not say it yet.
    const isKnown = change.expected !== null && change.before.unreadable === undefined && change.repairs === undefined;
    const same = isKnown && readmeOf(change.before, branch) === text;
    return new Map(same ? [] : [[paths/* README_PATH */.zw, text]]);
}


/***/ }),

/***/ 9339:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ readApp)
/* harmony export */ });
/* harmony import */ var _domain_names_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2720);
/* harmony import */ var _domain_derive_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3877);
/* harmony import */ var _paths_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2625);
/* harmony import */ var _schema_files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4195);
/* harmony import */ var _schema_release_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1388);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7208);






/**
 * Reads one app and its releases, and compares what they say of each other: a file that is missing, or older than the
 * others, is as bad as one that cannot be parsed.
 */
function readApp(files, reading) {
    const { name, numbers } = reading;
    try {
        const app = readRecord(files, reading);
        const releases = releasesOf(files, app, reading.decode);
        checkNumbers(app, numbers[name] ?? 1);
        checkReleases(app, Object.values(releases));
        return { name, app, releases };
    }
    catch (error) {
        if (!(error instanceof _store_js__WEBPACK_IMPORTED_MODULE_3__/* .StateUnreadable */ .f$))
            throw error;
        return { name, damage: { file: error.file, why: error.why } };
    }
}
function readRecord(files, { name, decode }) {
    const path = (0,_paths_js__WEBPACK_IMPORTED_MODULE_0__/* .appPath */ .X4)((0,_paths_js__WEBPACK_IMPORTED_MODULE_0__/* .checkedAppName */ .G3)(name));
    const text = files.get(path);
    if (text === undefined)
        throw damaged(path, 'is missing');
    const app = decode(path, text, _schema_files_js__WEBPACK_IMPORTED_MODULE_1__/* .appSchema */ .vG);
    if (app.name !== name)
        throw misplaced(path, `app ${app.name}`);
    return app;
}
function releasesOf(files, app, decode) {
    const releases = {};
    for (const path of [...files.keys()].sort()) {
        const place = (0,_paths_js__WEBPACK_IMPORTED_MODULE_0__/* .releaseOfPath */ .M7)(path);
        if (place?.app !== app.name)
            continue;
        const release = decode(path, files.get(path) ?? '', _schema_release_js__WEBPACK_IMPORTED_MODULE_2__/* .releaseSchema */ .B);
        const key = (0,_domain_names_js__WEBPACK_IMPORTED_MODULE_4__/* .releaseKey */ .D)(place.app, place.number);
        if ((0,_domain_names_js__WEBPACK_IMPORTED_MODULE_4__/* .releaseKey */ .D)(release.app, release.number) !== key)
            throw misplaced(path, `v${release.number}`);
        if (key in releases)
            throw misplaced(path, 'a release that is also among the open ones');
        checkCommit(path, release, app);
        releases[key] = release;
    }
    return releases;
}
/** What an app remembers of a release is what its record says: else a rollback would deploy something else. */
function checkCommit(path, { number, spec }, app) {
    const successes = Object.values(app.environments).flatMap((environment) => environment.successes);
    const known = [...app.summaries, ...successes.map(({ release, sha }) => ({ number: release, sha }))];
    const other = known.find((each) => each.number === number && each.sha !== spec.sha)?.sha;
    if (other === undefined)
        return;
    throw damaged(path, `is of commit ${shortened(spec.sha)}, and ${(0,_paths_js__WEBPACK_IMPORTED_MODULE_0__/* .appPath */ .X4)(app.name)} says ${shortened(other)}`);
}
function shortened(sha) {
    return sha.slice(0, 12);
}
function checkNumbers({ name, nextNumber, summaries }, remembered) {
    const newest = Math.max(remembered - 1, ...summaries.map(({ number }) => number));
    if (nextNumber > newest)
        return;
    throw damaged((0,_paths_js__WEBPACK_IMPORTED_MODULE_0__/* .appPath */ .X4)(name), `says that v${nextNumber} comes next, and there was a v${newest}`);
}
/** What did not end has a record among the open ones: every turn reads those, so that none can be overlooked. */
function checkReleases({ name, nextNumber, summaries }, loaded) {
    const surplus = loaded.find(({ number }) => number >= nextNumber);
    if (surplus) {
        throw damaged((0,_paths_js__WEBPACK_IMPORTED_MODULE_0__/* .openPath */ ["in"])(surplus), `is of a release that ${(0,_paths_js__WEBPACK_IMPORTED_MODULE_0__/* .appPath */ .X4)(name)} does not know`);
    }
    const known = new Set(loaded.map(({ number }) => number));
    const lost = summaries.find(({ number, status }) => !(0,_domain_derive_js__WEBPACK_IMPORTED_MODULE_5__/* .isFinal */ .dR)(status) && !known.has(number));
    if (lost)
        throw damaged((0,_paths_js__WEBPACK_IMPORTED_MODULE_0__/* .openPath */ ["in"])({ app: name, number: lost.number }), 'is missing');
}
function misplaced(path, what) {
    return damaged(path, `holds ${what}, which does not belong there`);
}
function damaged(path, why) {
    return new _store_js__WEBPACK_IMPORTED_MODULE_3__/* .StateUnreadable */ .f$('state-unreadable', path, why);
}


/***/ }),

/***/ 9642:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ environmentStateSchema)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7476);
/* harmony import */ var _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5488);


const pointerSchema = (0,_schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .loose */ .LT)({
    release: _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .releaseNumberSchema */ .wf,
    sha: _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .shaSchema */ .Ye,
    at: _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .instantSchema */ .p8,
});
const touchSchema = (0,_schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .loose */ .LT)({
    release: _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .releaseNumberSchema */ .wf,
    activity: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    attempt: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr(),
    at: _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .instantSchema */ .p8,
    outcome: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['running', 'succeeded', 'failed', 'aborted', 'unknown']),
});
const lockSchema = (0,_schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .loose */ .LT)({
    by: _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .actorSchema */ .zH,
    at: _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .instantSchema */ .p8,
    reason: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().exactOptional(),
    until: _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .instantSchema */ .p8.exactOptional(),
    input: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
});
const pinSchema = (0,_schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .loose */ .LT)({
    release: _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .releaseNumberSchema */ .wf,
    by: _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .actorSchema */ .zH,
    at: _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .instantSchema */ .p8,
    reason: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().exactOptional(),
    input: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
});
const successSchema = (0,_schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .loose */ .LT)({
    release: _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .releaseNumberSchema */ .wf,
    sha: _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .shaSchema */ .Ye,
    at: _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .instantSchema */ .p8,
    deployment: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().exactOptional(),
    left: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz(true).exactOptional(),
});
const environmentStateSchema = (0,_schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .loose */ .LT)({
    pointer: pointerSchema.nullable(),
    lastTouch: touchSchema.nullable(),
    lock: lockSchema.nullable(),
    pin: pinSchema.nullable(),
    successes: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(successSchema),
});


/***/ }),

/***/ 4195:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  vG: () => (/* binding */ appSchema),
  N$: () => (/* binding */ indexPageSchema),
  rS: () => (/* binding */ inputsSchema),
  H0: () => (/* binding */ metaSchema),
  _L: () => (/* binding */ repositorySchema)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 9 modules
var schemas = __webpack_require__(7476);
// EXTERNAL MODULE: ./lib/domain/state.js
var state = __webpack_require__(9093);
// EXTERNAL MODULE: ./lib/store/schema-shared.js + 1 modules
var schema_shared = __webpack_require__(5488);
;// CONCATENATED MODULE: ./lib/store/schema-effect.js


const attempt = {
    app: schema_shared/* appNameSchema */.Yb,
    release: schema_shared/* releaseNumberSchema */.wf,
    activity: schemas/* string */.YjP(),
    attempt: schemas/* int */.Whr(),
};
const place = { app: schema_shared/* appNameSchema */.Yb, release: schema_shared/* releaseNumberSchema */.wf, environment: schemas/* string */.YjP() };
const thread = { app: schema_shared/* appNameSchema */.Yb, release: schema_shared/* releaseNumberSchema */.wf, pull: schemas/* int */.Whr() };
const effectSchema = schemas/* discriminatedUnion */.gMt('kind', [
    (0,schema_shared/* loose */.LT)({ kind: schemas/* literal */.euz('dispatch'), id: schemas/* string */.YjP(), ...attempt }),
    (0,schema_shared/* loose */.LT)({ kind: schemas/* literal */.euz('cancel'), id: schemas/* string */.YjP(), ...attempt, run: schemas/* string */.YjP() }),
    (0,schema_shared/* loose */.LT)({ kind: schemas/* literal */.euz('status'), id: schemas/* string */.YjP(), ...place }),
    (0,schema_shared/* loose */.LT)({ kind: schemas/* literal */.euz('deployment'), id: schemas/* string */.YjP(), ...place }),
    (0,schema_shared/* loose */.LT)({ kind: schemas/* literal */.euz('live-comment'), id: schemas/* string */.YjP(), ...thread }),
    (0,schema_shared/* loose */.LT)({
        kind: schemas/* literal */.euz('notice'),
        id: schemas/* string */.YjP(),
        ...thread,
        about: schemas/* enum */.k5n(['failed', 'succeeded', 'ended']),
    }),
    (0,schema_shared/* loose */.LT)({
        kind: schemas/* literal */.euz('reply'),
        id: schemas/* string */.YjP(),
        input: schemas/* string */.YjP(),
        issue: schemas/* int */.Whr(),
        comment: schemas/* string */.YjP(),
    }),
]);
const owedEffectSchema = (0,schema_shared/* loose */.LT)({
    effect: effectSchema,
    turn: schema_shared/* turnSchema */.pG,
    leaseUntil: schema_shared/* instantSchema */.p8.nullable(),
    since: schema_shared/* instantSchema */.p8,
    doubtful: schemas/* literal */.euz(true).exactOptional(),
    resting: schemas/* literal */.euz(true).exactOptional(),
    lacks: schemas/* string */.YjP().exactOptional(),
    limited: schemas/* literal */.euz(true).exactOptional(),
    patient: schemas/* literal */.euz(true).exactOptional(),
});

// EXTERNAL MODULE: ./lib/store/schema-environment.js
var schema_environment = __webpack_require__(9642);
// EXTERNAL MODULE: ./lib/store/schema-release.js + 1 modules
var schema_release = __webpack_require__(1388);
// EXTERNAL MODULE: ./lib/store/schema-spec.js
var schema_spec = __webpack_require__(5768);
// EXTERNAL MODULE: ./lib/store/schema-summary.js
var schema_summary = __webpack_require__(9367);
;// CONCATENATED MODULE: ./lib/store/schema-files.js








/** `signalbox.json`. */
const metaSchema = (0,schema_shared/* loose */.LT)({
    format: schemas/* int */.Whr().min(1),
    oldestWriter: schemas/* string */.YjP()
        .regex(/^\d+\.\d+\.\d+$/)
        .exactOptional(),
    performer: schemas/* enum */.k5n(['app', 'action']),
    turn: schema_shared/* turnSchema */.pG,
    at: schema_shared/* instantSchema */.p8,
});
/** `repository.json`. */
const repositorySchema = (0,schema_shared/* loose */.LT)({
    refs: schemas/* record */.g1P(schemas/* string */.YjP(), schema_shared/* shaSchema */.Ye),
    movedAt: schemas/* record */.g1P(schemas/* string */.YjP(), schema_shared/* instantSchema */.p8).exactOptional(),
    seen: (0,schema_shared/* loose */.LT)({ at: schema_shared/* instantSchema */.p8, refs: schemas/* array */.YOg(schemas/* string */.YjP()) }).exactOptional(),
    numbers: schemas/* record */.g1P(schemas/* string */.YjP(), schema_shared/* releaseNumberSchema */.wf).exactOptional(),
    putOff: schemas/* array */.YOg((0,schema_shared/* loose */.LT)({
        app: schema_shared/* appNameSchema */.Yb,
        sha: schema_shared/* shaSchema */.Ye,
        ref: schemas/* string */.YjP(),
        cause: schema_spec/* causeSchema */.z,
        by: schema_shared/* actorSchema */.zH,
    }))
        .exactOptional(),
    refsForgotten: schemas/* literal */.euz(true).exactOptional(),
    commentsSince: schema_shared/* instantSchema */.p8.nullable(),
    sweptAt: schema_shared/* instantSchema */.p8.nullable(),
    policy: (0,schema_shared/* loose */.LT)({
        sha: schema_shared/* shaSchema */.Ye,
        digest: schemas/* string */.YjP(),
        written: schemas/* enum */.k5n(['file', 'bare', 'nowhere']),
        app: schema_shared/* appNameSchema */.Yb.exactOptional(),
    }).exactOptional(),
    watched: (0,schema_shared/* loose */.LT)({ push: schemas/* array */.YOg(schemas/* string */.YjP()), tag: schemas/* array */.YOg(schemas/* string */.YjP()) }).exactOptional(),
    owed: schemas/* array */.YOg(owedEffectSchema),
});
const answerSchema = (0,schema_shared/* loose */.LT)({
    kind: schemas/* enum */.k5n(['done', 'refused', 'told']),
    code: schema_shared/* reasonCodeSchema */.TU,
    detail: schema_release/* detailSchema */.z,
    next: schemas/* array */.YOg(schemas/* string */.YjP()),
});
const outcomeSchema = (0,schema_shared/* loose */.LT)({
    input: schemas/* string */.YjP(),
    at: schema_shared/* instantSchema */.p8,
    by: schemas/* int */.Whr().exactOptional(),
    answer: answerSchema,
});
/** `inputs.json`: an object around the list, so that the file has room for more. */
const inputsSchema = (0,schema_shared/* loose */.LT)({ outcomes: schemas/* array */.YOg(outcomeSchema) });
/** `apps/<app>/app.json`. */
const appSchema = (0,schema_shared/* loose */.LT)({
    name: schema_shared/* appNameSchema */.Yb,
    nextNumber: schema_shared/* releaseNumberSchema */.wf,
    environments: schemas/* record */.g1P(schemas/* string */.YjP(), schema_environment/* environmentStateSchema */.g),
    tasks: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* array */.YOg(schema_shared/* releaseNumberSchema */.wf)),
    summaries: schemas/* array */.YOg(schema_summary/* releaseSummarySchema */.D),
    runs: schemas/* array */.YOg(schemas/* string */.YjP()).exactOptional(),
});
/** `apps/<app>/index/<n/100>.json`: a cache for listing, newest last. */
const indexPageSchema = (0,schema_shared/* loose */.LT)({ releases: schemas/* array */.YOg(schema_summary/* releaseSummarySchema */.D) });


/***/ }),

/***/ 1388:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  z: () => (/* binding */ detailSchema),
  B: () => (/* binding */ releaseSchema)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 9 modules
var schemas = __webpack_require__(7476);
;// CONCATENATED MODULE: ./lib/domain/attempt.js
/**
 * Statuses of an attempt. `waiting`: something must hold first. `pending`: its dispatch is owed. `running`:
 * dispatched; it may touch the environment once `admitted` is there. `unknown`: its run ended or vanished
 * without a report that could be believed, so the environment stays taken.
 */
const ATTEMPT_STATUSES = [
    'waiting',
    'pending',
    'running',
    'succeeded',
    'failed',
    'aborted',
    'unknown',
];

// EXTERNAL MODULE: ./lib/domain/release.js
var release = __webpack_require__(8109);
// EXTERNAL MODULE: ./lib/store/schema-environment.js
var schema_environment = __webpack_require__(9642);
// EXTERNAL MODULE: ./lib/store/schema-shared.js + 1 modules
var schema_shared = __webpack_require__(5488);
// EXTERNAL MODULE: ./lib/store/schema-spec.js
var schema_spec = __webpack_require__(5768);
// EXTERNAL MODULE: ./lib/store/schema-summary.js
var schema_summary = __webpack_require__(9367);
;// CONCATENATED MODULE: ./lib/store/schema-release.js







const runSchema = (0,schema_shared/* loose */.LT)({ id: schemas/* string */.YjP(), url: schemas/* string */.YjP() });
const waitingSchema = (0,schema_shared/* loose */.LT)({
    for: schema_shared/* reasonCodeSchema */.TU,
    since: schema_shared/* instantSchema */.p8,
    get detail() {
        return detailSchema;
    },
    until: schema_shared/* instantSchema */.p8.exactOptional(),
    interrupted: (0,schema_shared/* loose */.LT)({ for: schema_shared/* reasonCodeSchema */.TU, since: schema_shared/* instantSchema */.p8 }).exactOptional(),
});
const endingSchema = (0,schema_shared/* loose */.LT)({
    status: schemas/* enum */.k5n(['failed', 'aborted']),
    reason: schema_shared/* reasonCodeSchema */.TU,
    by: schema_shared/* actorSchema */.zH,
    at: schema_shared/* instantSchema */.p8,
    note: schemas/* string */.YjP().exactOptional(),
});
const attemptSchema = (0,schema_shared/* loose */.LT)({
    number: schema_shared/* releaseNumberSchema */.wf,
    nonce: schemas/* string */.YjP(),
    status: schemas/* enum */.k5n(ATTEMPT_STATUSES),
    createdAt: schema_shared/* instantSchema */.p8,
    waiting: waitingSchema.exactOptional(),
    inputs: schema_shared/* jsonObjectSchema */.$g.exactOptional(),
    set: schema_shared/* jsonObjectSchema */.$g.exactOptional(),
    asked: schema_shared/* markSchema */.fs.exactOptional(),
    dispatchedAt: schema_shared/* instantSchema */.p8.exactOptional(),
    deadline: schema_shared/* instantSchema */.p8.exactOptional(),
    run: runSchema.exactOptional(),
    admitted: (0,schema_shared/* loose */.LT)({ run: schemas/* string */.YjP(), at: schema_shared/* instantSchema */.p8 }).exactOptional(),
    ending: endingSchema.exactOptional(),
    withdrawn: schemas/* literal */.euz(true).exactOptional(),
    outputs: schema_shared/* jsonObjectSchema */.$g.exactOptional(),
    finishedAt: schema_shared/* instantSchema */.p8.exactOptional(),
    reason: schema_shared/* reasonCodeSchema */.TU.exactOptional(),
    get detail() {
        return detailSchema.exactOptional();
    },
    by: schema_shared/* actorSchema */.zH.exactOptional(),
});
const activitySchema = (0,schema_shared/* loose */.LT)({
    name: schemas/* string */.YjP(),
    status: schemas/* enum */.k5n(release/* ACTIVITY_STATUSES */.FB),
    skipped: (0,schema_shared/* loose */.LT)({ code: schema_shared/* reasonCodeSchema */.TU }).exactOptional(),
    attempts: schemas/* array */.YOg(attemptSchema),
});
const phaseSchema = (0,schema_shared/* loose */.LT)({
    name: schemas/* string */.YjP(),
    status: schemas/* enum */.k5n(release/* ACTIVITY_STATUSES */.FB),
    activities: schemas/* array */.YOg(activitySchema),
});
const projectionSchema = (0,schema_shared/* loose */.LT)({ id: schemas/* string */.YjP(), digest: schemas/* string */.YjP() });
const projectionsSchema = (0,schema_shared/* loose */.LT)({
    statuses: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()),
    deployments: schemas/* record */.g1P(schemas/* string */.YjP(), projectionSchema),
    comments: schemas/* record */.g1P(schemas/* string */.YjP(), projectionSchema),
});
/** `apps/<app>/open/<n>.json` and `apps/<app>/releases/<n/100>/<n>.json`. */
const releaseSchema = (0,schema_shared/* loose */.LT)({
    app: schema_shared/* appNameSchema */.Yb,
    number: schema_shared/* releaseNumberSchema */.wf,
    status: schema_summary/* releaseStatusSchema */.$,
    spec: schema_spec/* releaseSpecSchema */.E,
    phases: schemas/* array */.YOg(phaseSchema),
    hold: schema_shared/* markSchema */.fs.exactOptional(),
    abort: schema_shared/* markSchema */.fs.exactOptional(),
    superseded: (0,schema_shared/* loose */.LT)({ by: schema_shared/* releaseNumberSchema */.wf.nullable(), at: schema_shared/* instantSchema */.p8 }).exactOptional(),
    draft: schemas/* literal */.euz(true).exactOptional(),
    promoted: schemas/* record */.g1P(schemas/* string */.YjP(), schema_shared/* markSchema */.fs),
    projections: projectionsSchema,
    modifiedAt: schema_shared/* instantSchema */.p8,
});
const checkSchema = (0,schema_shared/* loose */.LT)({
    name: schemas/* string */.YjP(),
    state: schemas/* enum */.k5n(['success', 'pending', 'failure', 'missing']),
    url: schemas/* string */.YjP().nullable(),
});
const reportedCheckSchema = (0,schema_shared/* loose */.LT)({
    name: schemas/* string */.YjP(),
    app: schemas/* string */.YjP().nullable(),
});
const moveSchema = (0,schema_shared/* loose */.LT)({
    environment: schemas/* string */.YjP(),
    from: schemas/* string */.YjP().nullable(),
    to: schemas/* string */.YjP(),
});
const problemSchema = (0,schema_shared/* loose */.LT)({
    file: schemas/* string */.YjP(),
    line: schemas/* int */.Whr(),
    column: schemas/* int */.Whr(),
    message: schemas/* string */.YjP(),
});
const formerSchema = (0,schema_shared/* loose */.LT)({
    app: schemas/* string */.YjP(),
    environment: schemas/* string */.YjP(),
    held: schemas/* enum */.k5n(['locked', 'pinned', 'taken']),
});
const placeSchema = (0,schema_shared/* loose */.LT)({
    app: schemas/* string */.YjP(),
    environment: schemas/* string */.YjP(),
    left: schemas/* literal */.euz(true).exactOptional(),
    state: schema_environment/* environmentStateSchema */.g,
    occupant: (0,schema_shared/* loose */.LT)({ release: schemas/* string */.YjP(), since: schema_shared/* instantSchema */.p8, run: schemas/* string */.YjP().nullable() }).nullable(),
    waiting: schemas/* array */.YOg((0,schema_shared/* loose */.LT)({ release: schemas/* string */.YjP(), status: schema_summary/* releaseStatusSchema */.$, for: schemas/* string */.YjP() })),
});
const schema_release_text = schemas/* string */.YjP().exactOptional();
const texts = schemas/* array */.YOg(schemas/* string */.YjP()).exactOptional();
const repairStepSchema = (0,schema_shared/* loose */.LT)({
    file: schemas/* string */.YjP(),
    problem: schemas/* string */.YjP(),
    remedy: schemas/* enum */.k5n(['restore', 'set-aside', 'take-over', 'put-back', 'make-again', 'raise-number', 'by-hand']),
    commit: schema_release_text,
    app: schema_release_text,
    number: schema_shared/* releaseNumberSchema */.wf.exactOptional(),
});
const detailSchema = (0,schema_shared/* loose */.LT)({
    release: schema_release_text,
    other: schema_release_text,
    app: schema_release_text,
    environment: schema_release_text,
    environments: texts,
    phase: schema_release_text,
    activity: schema_release_text,
    attempt: schema_shared/* releaseNumberSchema */.wf.exactOptional(),
    by: schema_release_text,
    since: schema_shared/* instantSchema */.p8.exactOptional(),
    until: schema_shared/* instantSchema */.p8.exactOptional(),
    reason: schema_release_text,
    undoneBecause: schema_release_text,
    run: schema_release_text,
    sha: schema_release_text,
    ref: schema_release_text,
    checks: schemas/* array */.YOg(checkSchema).exactOptional(),
    reported: schemas/* array */.YOg(reportedCheckSchema).exactOptional(),
    needed: schema_release_text,
    found: schema_release_text,
    candidates: texts,
    filled: texts,
    name: schema_release_text,
    message: schema_release_text,
    withdrawn: texts,
    out: texts,
    going: texts,
    moves: schemas/* array */.YOg(moveSchema).exactOptional(),
    problems: schemas/* array */.YOg(problemSchema).exactOptional(),
    former: formerSchema.exactOptional(),
    judgedBy: (0,schema_shared/* loose */.LT)({ sha: schemas/* string */.YjP(), problems: schemas/* array */.YOg(problemSchema) }).exactOptional(),
    releases: schemas/* array */.YOg(schema_summary/* releaseSummarySchema */.D).exactOptional(),
    places: schemas/* array */.YOg(placeSchema).exactOptional(),
    // A detail may show a release, and a release's attempts carry details: only a late look-up can say that.
    get shown() {
        return releaseSchema.exactOptional();
    },
    topic: schema_release_text,
    steps: schemas/* array */.YOg(repairStepSchema).exactOptional(),
    lacking: texts,
    keptBack: schemas/* int */.Whr().exactOptional(),
    broken: schemas/* array */.YOg((0,schema_shared/* loose */.LT)({ app: schemas/* string */.YjP(), file: schemas/* string */.YjP(), why: schemas/* string */.YjP() })).exactOptional(),
});


/***/ }),

/***/ 5488:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  zH: () => (/* binding */ actorSchema),
  Yb: () => (/* binding */ appNameSchema),
  p8: () => (/* binding */ instantSchema),
  $g: () => (/* binding */ jsonObjectSchema),
  LT: () => (/* binding */ loose),
  fs: () => (/* binding */ markSchema),
  TU: () => (/* binding */ reasonCodeSchema),
  wf: () => (/* binding */ releaseNumberSchema),
  Vi: () => (/* binding */ secondsSchema),
  Ye: () => (/* binding */ shaSchema),
  pG: () => (/* binding */ turnSchema)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 9 modules
var schemas = __webpack_require__(7476);
;// CONCATENATED MODULE: ./lib/domain/reason.js
/**
 * Every outcome has one stable name (architecture, invariant 14). The text and remedy of each is in
 * `views/messages.ts`, which must have them all; `docs/reference/reason-codes.md` lists them.
 */
const REASON_CODES = [
    // Done: something changed as asked.
    'release-created',
    'release-activated',
    'release-advanced',
    'promoted',
    'rollback-created',
    'unlocked',
    'lock-removed',
    'cancel-requested',
    'locked-now',
    'pinned-now',
    'unpinned',
    'retried',
    'abort-requested',
    'aborted-now',
    'held',
    'resumed',
    'repaired',
    'claimed',
    'reported',
    // Told: a query's answer, or nothing to do.
    'help',
    'releases-listed',
    'status-listed',
    'release-shown',
    'nothing-to-do',
    'repair-planned',
    'nothing-to-repair',
    'nothing-to-unlock',
    'already-locked',
    'not-pinned',
    'already-pinned',
    'not-held',
    'already-held',
    'already-claimed',
    'already-reported',
    // Waiting: what an attempt waits for.
    'environment-taken',
    'environment-locked',
    'environment-pinned',
    'environment-unknown',
    'app-unknown',
    'former-place-held',
    'checks-pending',
    'checks-missing',
    'checks-unreadable',
    'input-missing',
    'policy-invalid',
    'policy-absent',
    'on-hold',
    'github-unavailable',
    // Refused: who, what, when.
    'not-permitted',
    'teams-unreadable',
    'unknown-command',
    'bad-arguments',
    'several-commands',
    'comment-too-long',
    'say-it-again',
    'busy',
    'too-many-commands',
    'target-changed',
    'which-app',
    'which-release',
    'which-environment',
    'no-such-app',
    'no-such-release',
    'no-such-environment',
    'no-such-activity',
    'no-such-ref',
    'not-watched',
    'duplicate-release',
    'checks-failed',
    'never-succeeded-there',
    'no-rollback-target',
    'rollback-targets-differ',
    'already-running-there',
    'pinned-by-rollback',
    'release-at-work',
    'release-not-reached',
    'release-final',
    'release-not-failed',
    'newer-attempted',
    'run-alive',
    'no-environments',
    'repair-changed',
    'repair-by-hand',
    // Refused: the fence.
    'claim-unknown',
    'claim-stale',
    'claim-rerun',
    'claim-taken',
    'claim-withdrawn',
    'claim-altered',
    'claim-wrong-commit',
    'claim-nothing-checked-out',
    'report-not-admitted',
    'claim-other-branch',
    'bad-signalbox-input',
    'state-behind',
    // How an attempt, activity or release ended.
    'run-failed',
    'run-cancelled',
    'run-vanished',
    'run-never-claimed',
    'report-missing',
    'outputs-too-long',
    'deadline',
    'dispatch-refused',
    'aborted',
    'superseded',
    'unlocked-by-person',
    'cancelled-by-rollback',
    'checks-deadline',
    'input-deadline',
    'bad-expression',
    'rollback-skips-tasks',
    'not-in-rollback',
    // State branch and repository.
    'config-invalid',
    'not-supported-yet',
    'workflow-unfit',
    'no-config',
    'state-unreadable',
    'state-newer-format',
    'state-behind-trace',
    'record-too-large',
    'missing-permission',
    'state-branch-refused',
    'internal-error',
];

// EXTERNAL MODULE: ./lib/store/paths.js
var paths = __webpack_require__(2625);
;// CONCATENATED MODULE: ./lib/store/schema-shared.js



/**
 * Every object of the state branch is loose: a field that this version does not know stays in the value, goes
 * through the domain's spreads and is written back. Parsing also puts the known fields into the order of the
 * schema, which is the fixed key order of the files.
 */
const loose = schemas/* looseObject */._H3;
/** Nothing that no clock shows: a sum with it would be no instant, or none that can be written. */
const instantSchema = schemas/* string */.YjP()
    .regex(/^(?:19|2\d)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/)
    .describe('UTC, whole seconds, like 2026-11-20T12:00:00Z');
const shaSchema = schemas/* string */.YjP()
    .regex(/^[0-9a-f]{40}$/)
    .describe('a full commit id');
const appNameSchema = schemas/* string */.YjP().regex(paths/* APP_NAME_PATTERN */.Xg);
/** Nobody gets further by releasing, and behind the last whole number there would be no next one. */
const releaseNumberSchema = schemas/* int */.Whr().min(1).max(999_999_999);
const turnSchema = schemas/* int */.Whr().min(0).max(999_999_999_999);
const secondsSchema = schemas/* int */.Whr();
const reasonCodeSchema = schemas/* enum */.k5n(REASON_CODES);
const jsonObjectSchema = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* json */.Pq9());
const actorSchema = loose({ login: schemas/* string */.YjP(), id: schemas/* int */.Whr() });
const markSchema = loose({
    by: actorSchema,
    at: instantSchema,
    reason: schemas/* string */.YjP().exactOptional(),
    input: schemas/* string */.YjP(),
});


/***/ }),

/***/ 5768:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ releaseSpecSchema),
/* harmony export */   z: () => (/* binding */ causeSchema)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7476);
/* harmony import */ var _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5488);


const causeSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .discriminatedUnion */ .gMt('kind', [
    (0,_schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .loose */ .LT)({ kind: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('push'), ref: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() }),
    (0,_schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .loose */ .LT)({ kind: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('tag'), tag: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() }),
    (0,_schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .loose */ .LT)({ kind: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('command'), input: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() }),
    (0,_schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .loose */ .LT)({ kind: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('rollback'), input: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() }),
]);
const requiredCheckSchema = (0,_schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .loose */ .LT)({
    name: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    app: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().exactOptional(),
});
const phaseGatesSchema = (0,_schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .loose */ .LT)({
    checks: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(requiredCheckSchema).exactOptional(),
});
const taskSchema = (0,_schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .loose */ .LT)({
    kind: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('task'),
    name: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    workflow: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    inputs: _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .jsonObjectSchema */ .$g,
    deadline: _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .secondsSchema */ .Vi,
});
const deploySchema = (0,_schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .loose */ .LT)({
    kind: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('deploy'),
    name: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    environment: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    workflow: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    down: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().exactOptional(),
    inputs: _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .jsonObjectSchema */ .$g,
    deadline: _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .secondsSchema */ .Vi,
});
const phaseSchema = (0,_schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .loose */ .LT)({
    name: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    gates: phaseGatesSchema,
    activities: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .discriminatedUnion */ .gMt('kind', [taskSchema, deploySchema])),
});
const processSchema = (0,_schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .loose */ .LT)({
    name: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    phases: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(phaseSchema),
});
const rollbackSchema = (0,_schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .loose */ .LT)({
    to: _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .releaseNumberSchema */ .wf,
    from: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .releaseNumberSchema */ .wf.nullable()),
    outputs: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .jsonObjectSchema */ .$g),
    reason: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().exactOptional(),
});
const releaseSpecSchema = (0,_schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .loose */ .LT)({
    sha: _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .shaSchema */ .Ye,
    ref: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    cause: causeSchema,
    createdBy: _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .actorSchema */ .zH,
    createdAt: _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .instantSchema */ .p8,
    description: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    vars: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()),
    inputs: _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .jsonObjectSchema */ .$g,
    policySha: _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .shaSchema */ .Ye,
    pulls: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr()),
    rollback: rollbackSchema.exactOptional(),
    process: processSchema,
});


/***/ }),

/***/ 9367:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ releaseStatusSchema),
/* harmony export */   D: () => (/* binding */ releaseSummarySchema)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7476);
/* harmony import */ var _domain_release_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8109);
/* harmony import */ var _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5488);



const releaseStatusSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(_domain_release_js__WEBPACK_IMPORTED_MODULE_2__/* .RELEASE_STATUSES */ .NE);
const causeKindSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['push', 'tag', 'command', 'rollback']);
const releaseSummarySchema = (0,_schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .loose */ .LT)({
    number: _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .releaseNumberSchema */ .wf,
    status: releaseStatusSchema,
    sha: _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .shaSchema */ .Ye,
    ref: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    cause: causeKindSchema,
    description: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    createdBy: _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .actorSchema */ .zH,
    createdAt: _schema_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .instantSchema */ .p8,
});


/***/ }),

/***/ 9235:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fu: () => (/* binding */ shortSha),
/* harmony export */   KW: () => (/* binding */ age),
/* harmony export */   U9: () => (/* binding */ count),
/* harmony export */   aG: () => (/* binding */ lasted),
/* harmony export */   m3: () => (/* binding */ shortRef),
/* harmony export */   n$: () => (/* binding */ moment),
/* harmony export */   vB: () => (/* binding */ roughly)
/* harmony export */ });
/* harmony import */ var _domain_git_ref_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5012);
/* harmony import */ var _domain_instant_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5593);
/* harmony import */ var _phrase_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6721);



const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** Older than this, a date says more than an age. */
const OLD = 60 * _domain_instant_js__WEBPACK_IMPORTED_MODULE_0__/* .DAY */ .d_;
/** @returns how long ago, or how far ahead: `just now`, `5 min ago`, `in 2 h`; a date beyond two months. */
function age(instant, now) {
    const seconds = (0,_domain_instant_js__WEBPACK_IMPORTED_MODULE_0__/* .secondsBetween */ .O1)(instant, now);
    if (!Number.isFinite(seconds))
        return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `at an unknown time`;
    if (Math.abs(seconds) >= OLD)
        return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `on ${date(instant)}`;
    if (seconds < 0 && seconds > -_domain_instant_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY)
        return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `in ${-seconds} s`;
    if (Math.abs(seconds) < _domain_instant_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY)
        return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `just now`;
    return seconds > 0 ? (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `${roughly(seconds)} ago` : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `in ${roughly(-seconds)}`;
}
/** @returns a point in time for texts that are read later: `20 Nov 2026, 14:02 UTC`. */
function moment(instant) {
    const at = new Date(Date.parse(instant));
    if (Number.isNaN(at.getTime()))
        return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `at an unknown time`;
    return own(`${dateOf(at)}, ${two(at.getUTCHours())}:${two(at.getUTCMinutes())} UTC`);
}
/** @returns how long something took: `45 s`, `3 min 20 s`, `2 h 5 min`. */
function lasted(from, to) {
    const seconds = Math.max(0, (0,_domain_instant_js__WEBPACK_IMPORTED_MODULE_0__/* .secondsBetween */ .O1)(from, to));
    if (seconds < _domain_instant_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY)
        return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `${seconds} s`;
    const [large, small] = seconds < _domain_instant_js__WEBPACK_IMPORTED_MODULE_0__/* .HOUR */ .dp ? [_domain_instant_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY, 1] : [_domain_instant_js__WEBPACK_IMPORTED_MODULE_0__/* .HOUR */ .dp, _domain_instant_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY];
    const rest = Math.floor((seconds % large) / small);
    const units = seconds < _domain_instant_js__WEBPACK_IMPORTED_MODULE_0__/* .HOUR */ .dp ? ['min', 's'] : ['h', 'min'];
    const first = own(`${Math.floor(seconds / large)} ${units[0]}`);
    return rest === 0 ? first : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `${first} ${own(`${rest} ${units[1]}`)}`;
}
/** @returns `1 release`, `2 releases`; the words are ours. */
function count(number, one) {
    return own(`${number} ${one}${number === 1 ? '' : 's'}`);
}
/** @returns the seven characters that people know a commit by. */
function shortSha(sha) {
    return sha.slice(0, 7);
}
/** @returns a branch or tag without `refs/heads/` or `refs/tags/`. */
function shortRef(ref) {
    return (0,_domain_git_ref_js__WEBPACK_IMPORTED_MODULE_2__/* .branchOf */ .W0)(ref) ?? (0,_domain_git_ref_js__WEBPACK_IMPORTED_MODULE_2__/* .tagOf */ .cO)(ref) ?? ref;
}
/** @returns a length of time in its largest unit: `10 min`, `24 h`, `3 d`. */
function roughly(seconds) {
    if (seconds < _domain_instant_js__WEBPACK_IMPORTED_MODULE_0__/* .HOUR */ .dp)
        return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `${Math.floor(seconds / _domain_instant_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY)} min`;
    if (seconds < 2 * _domain_instant_js__WEBPACK_IMPORTED_MODULE_0__/* .DAY */ .d_)
        return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `${Math.floor(seconds / _domain_instant_js__WEBPACK_IMPORTED_MODULE_0__/* .HOUR */ .dp)} h`;
    return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `${Math.floor(seconds / _domain_instant_js__WEBPACK_IMPORTED_MODULE_0__/* .DAY */ .d_)} d`;
}
function date(instant) {
    return own(dateOf(new Date(Date.parse(instant))));
}
function dateOf(at) {
    return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()] ?? ''} ${at.getUTCFullYear()}`;
}
function two(number) {
    return String(number).padStart(2, '0');
}
function own(text) {
    return [{ kind: 'own', text }];
}


/***/ }),

/***/ 7974:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  z: () => (/* binding */ answerBlocks),
  renderAnswer: () => (/* binding */ renderAnswer)
});

// EXTERNAL MODULE: ./lib/commands/spell.js
var spell = __webpack_require__(4716);
// EXTERNAL MODULE: ./lib/views/block.js
var block = __webpack_require__(2491);
// EXTERNAL MODULE: ./lib/domain/command.js
var command = __webpack_require__(169);
// EXTERNAL MODULE: ./lib/commands/spelling.js
var commands_spelling = __webpack_require__(6522);
// EXTERNAL MODULE: ./lib/commands/table.js
var table = __webpack_require__(2518);
// EXTERNAL MODULE: ./lib/views/phrase.js
var views_phrase = __webpack_require__(6721);
;// CONCATENATED MODULE: ./lib/views/help.js





/** `/help`: all commands, or one; made from the table of commands, so that it cannot be out of date. */
function helpBlocks(detail, short) {
    const topic = (0,table/* commandNamed */.v)((detail.topic ?? '').replace(/^\//, ''));
    if (topic !== null)
        return commandBlocks(topic, short);
    const unknown = detail.topic === undefined ? [] : [(0,block/* paragraph */.FY)((0,views_phrase/* say */.cv) `There is no command ${(0,views_phrase/* code */.aY)(detail.topic)}.`)];
    return [...unknown, ...allCommands(detail, short)];
}
/** The longer help of one command; the reference shows it too. */
function commandBlocks(name, short = true) {
    const spelling = table/* COMMANDS */.Lo[name];
    const options = optionItems(spelling);
    return [
        (0,block/* paragraph */.FY)((0,views_phrase/* code */.aY)(inForm((0,commands_spelling/* usageOf */.Fs)(name, spelling), short))),
        (0,block/* paragraph */.FY)((0,views_phrase/* say */.cv) `${marked(spelling.summary)}. Needs the role ${(0,views_phrase/* code */.aY)(command/* COMMAND_RULES */.u[name].role)}.`),
        ...spelling.help.map((text) => (0,block/* paragraph */.FY)(marked(text))),
        ...(options.length === 0 ? [] : [(0,block/* list */.p_)(options)]),
        (0,block/* paragraph */.FY)((0,views_phrase/* say */.cv) `Examples:`),
        (0,block/* list */.p_)(spelling.examples.map(({ command, says }) => ({
            phrase: (0,views_phrase/* say */.cv) `${(0,views_phrase/* code */.aY)(inForm(command, short))} – ${marked(says)}`,
        }))),
    ];
}
function allCommands(detail, short) {
    const rows = table/* COMMAND_NAMES */.nZ.map((name) => [
        [(0,views_phrase/* code */.aY)(inForm((0,commands_spelling/* usageOf */.Fs)(name, table/* COMMANDS */.Lo[name]), short))],
        [marked(table/* COMMANDS */.Lo[name].summary)],
    ]);
    const environments = detail.environments ?? [];
    return [
        (0,block/* table */.tp)(['Command', 'What it does'], rows),
        (0,block/* paragraph */.FY)((0,views_phrase/* say */.cv) `A command stands at the start of a line. What you leave out is filled in where only one value is possible. ${(0,views_phrase/* code */.aY)(inForm('/help rollback', short))} explains one of them.`),
        ...(environments.length === 0
            ? []
            : [(0,block/* paragraph */.FY)((0,views_phrase/* say */.cv) `Environments here: ${(0,views_phrase/* joined */.oR)(environments.map(views_phrase/* code */.aY))}.`)]),
    ];
}
function optionItems({ arguments: args, flags }) {
    return [
        ...args.map(({ name }) => ({
            phrase: (0,views_phrase/* say */.cv) `${(0,views_phrase/* code */.aY)(commands_spelling/* ARGUMENTS */.Ti[name].usage)} – ${marked(commands_spelling/* ARGUMENTS */.Ti[name].summary)}`,
        })),
        ...flags.map((flag) => {
            const { value, summary } = commands_spelling/* FLAGS */.Wg[flag];
            return {
                phrase: (0,views_phrase/* say */.cv) `${(0,views_phrase/* code */.aY)(value === null ? `--${flag}` : `--${flag} ${value}`)} – ${marked(summary)}`,
            };
        }),
    ];
}
/** `/rollback` where short forms work, else `/signalbox rollback`. */
function inForm(command, short) {
    return short ? command : command.replace(/^\//, `/${commands_spelling/* PREFIX */.H3} `);
}
/** Our own text from the table, with commands between backticks. */
function marked(text) {
    return text
        .split('`')
        .flatMap((piece, at) => (piece === '' ? [] : at % 2 === 1 ? (0,views_phrase/* code */.aY)(piece) : own(piece)));
}
function own(text) {
    return [{ kind: 'own', text }];
}

// EXTERNAL MODULE: ./lib/views/amounts.js
var amounts = __webpack_require__(9235);
// EXTERNAL MODULE: ./lib/views/messages.js + 7 modules
var messages = __webpack_require__(875);
// EXTERNAL MODULE: ./lib/views/messages/waiting.js
var waiting = __webpack_require__(1408);
;// CONCATENATED MODULE: ./lib/views/judged-by.js





/**
 * Where the default branch has no config that can be read: why, what helps, and by whose commit it was judged instead.
 * What the answer says itself is not said twice.
 */
function judgedByBlocks({ code: reason, detail }) {
    const { judgedBy } = detail;
    if (judgedBy === undefined)
        return [];
    const { sha } = judgedBy;
    const instead = (0,block/* paragraph */.FY)((0,views_phrase/* say */.cv) `Judged by the config of commit ${(0,views_phrase/* code */.aY)((0,amounts/* shortSha */.Fu)(sha))}, the last that could be read. Until it is in order nothing new starts but rollbacks; what holds, stops or frees something works.`);
    if (SAID.includes(reason))
        return [instead];
    return [...why(judgedBy.problems), instead];
}
const SAID = ['config-invalid', 'not-supported-yet', 'policy-absent'];
function why(found) {
    const absent = messages/* MESSAGES */.nl['policy-absent'];
    if (found.length === 0)
        return [(0,block/* paragraph */.FY)((0,views_phrase/* say */.cv) `${(0,views_phrase/* strong */.ko)(absent.title())}. ${absent.remedy()}`)];
    return [(0,block/* paragraph */.FY)((0,views_phrase/* strong */.ko)(messages/* MESSAGES */.nl['config-invalid'].title())), ...(0,waiting/* problems */.Bk)({ problems: found })];
}

// EXTERNAL MODULE: ./lib/views/markdown.js
var markdown = __webpack_require__(1889);
// EXTERNAL MODULE: ./lib/views/glyphs.js
var glyphs = __webpack_require__(7719);
// EXTERNAL MODULE: ./lib/views/progress.js
var progress = __webpack_require__(2875);
// EXTERNAL MODULE: ./lib/views/rows.js
var views_rows = __webpack_require__(6617);
;// CONCATENATED MODULE: ./lib/views/release-info.js







/**
 * `/info vN`: the spec, the phases as a tree with every attempt, what it waits for, where a rollback comes from. Config
 * vars and inputs by name only: a comment is no place for values (attack A25).
 *
 * @param name how the release is spelled in this repository.
 */
function releaseBlocks(release, name, now) {
    const severalApps = name?.includes('@') ?? false;
    return [
        (0,block/* list */.p_)(facts(release, severalApps, now)),
        (0,block/* paragraph */.FY)((0,views_phrase/* strong */.ko)((0,views_phrase/* say */.cv) `Phases`)),
        (0,block/* list */.p_)(phases(release, severalApps, now)),
    ];
}
function facts(release, severalApps, now) {
    const { spec } = release;
    const lines = [
        [(0,views_phrase/* say */.cv) `Status`, release_info_status(release, now)],
        [(0,views_phrase/* say */.cv) `What`, (0,views_phrase/* foreign */.V$)(spec.description)],
        [(0,views_phrase/* say */.cv) `Commit`, (0,views_phrase/* say */.cv) `${(0,views_phrase/* code */.aY)((0,amounts/* shortSha */.Fu)(spec.sha))} of ${(0,views_phrase/* code */.aY)((0,amounts/* shortRef */.m3)(spec.ref))}`],
        [
            (0,views_phrase/* say */.cv) `Created`,
            (0,views_phrase/* say */.cv) `${(0,amounts/* age */.KW)(spec.createdAt, now)} (${(0,amounts/* moment */.n$)(spec.createdAt)}) by ${(0,views_phrase/* foreign */.V$)(spec.createdBy.login)}, ${cause(spec.cause)}`,
        ],
        rollback(release, severalApps),
        names((0,views_phrase/* say */.cv) `Config vars`, Object.keys(spec.vars)),
        names((0,views_phrase/* say */.cv) `Inputs`, Object.keys(spec.inputs)),
        [(0,views_phrase/* say */.cv) `Process`, (0,views_phrase/* say */.cv) `${(0,views_phrase/* code */.aY)(spec.process.name)}, as of ${(0,views_phrase/* code */.aY)((0,amounts/* shortSha */.Fu)(spec.policySha))}`],
        pulls(spec.pulls),
    ];
    return lines.flatMap((line) => (line === null ? [] : [{ phrase: (0,views_phrase/* say */.cv) `${(0,views_phrase/* strong */.ko)(line[0])}: ${line[1]}` }]));
}
function release_info_status(release, now) {
    const mark = release.status === 'aborted' ? release.abort : release.hold;
    if (!mark)
        return (0,glyphs/* statusText */.qS)(release.status);
    const why = mark.reason === undefined ? [] : (0,views_phrase/* say */.cv) `: ${(0,views_phrase/* foreign */.V$)(mark.reason)}`;
    const word = release.status === 'aborted' || release.status === 'on-hold' ? [] : (0,views_phrase/* say */.cv) `, on hold`;
    return (0,views_phrase/* say */.cv) `${(0,glyphs/* statusText */.qS)(release.status)}${word} by ${(0,views_phrase/* foreign */.V$)(mark.by.login)} ${(0,amounts/* age */.KW)(mark.at, now)}${why}`;
}
function cause(of) {
    switch (of.kind) {
        case 'push':
            return (0,views_phrase/* say */.cv) `by a push`;
        case 'tag':
            return (0,views_phrase/* say */.cv) `by the tag ${(0,views_phrase/* code */.aY)(of.tag)}`;
        case 'command':
            return (0,views_phrase/* say */.cv) `by a command`;
        case 'rollback':
            return (0,views_phrase/* say */.cv) `by a rollback`;
    }
}
function rollback({ app, spec }, severalApps) {
    if (!spec.rollback)
        return null;
    const spelled = (number) => (0,views_phrase/* foreign */.V$)(severalApps ? `${app}@v${number}` : `v${number}`);
    const from = Object.entries(spec.rollback.from).map(([environment, number]) => (0,views_phrase/* say */.cv) `${number === null ? (0,views_phrase/* say */.cv) `nothing` : spelled(number)} in ${(0,views_phrase/* code */.aY)(environment)}`);
    const instead = from.length === 0 ? [] : (0,views_phrase/* say */.cv) `, instead of ${(0,views_phrase/* listed */.KE)(from)}`;
    const why = spec.rollback.reason === undefined ? [] : (0,views_phrase/* say */.cv) `: ${(0,views_phrase/* foreign */.V$)(spec.rollback.reason)}`;
    return [(0,views_phrase/* say */.cv) `Rollback`, (0,views_phrase/* say */.cv) `to ${spelled(spec.rollback.to)}${instead}${why}`];
}
function names(title, keys) {
    return keys.length === 0 ? null : [title, (0,views_phrase/* joined */.oR)(keys.map(views_phrase/* code */.aY))];
}
/** Numbers without `#`: a list of all of them would leave a trace on each pull request. */
function pulls(numbers) {
    if (numbers.length === 0)
        return null;
    return [(0,views_phrase/* say */.cv) `Pull requests`, (0,views_phrase/* joined */.oR)(numbers.map((number) => (0,views_phrase/* say */.cv) `${number}`))];
}
function phases(release, severalApps, now) {
    const rows = (0,views_rows/* rowsOf */.RO)(release);
    return release.phases.map((phase) => {
        const within = rows.filter((row) => row.phase === phase.name);
        const items = within.map((row) => activityItem(release, row, severalApps, now));
        const [only, ...more] = items;
        if (only !== undefined && more.length === 0 && within[0]?.activity.name === phase.name)
            return only;
        return {
            phrase: (0,views_phrase/* say */.cv) `${(0,glyphs/* glyph */.Vq)(phase.status)} ${(0,views_phrase/* strong */.ko)((0,views_phrase/* foreign */.V$)(phase.name))} ${(0,glyphs/* statusWord */.Hm)(phase.status)}`,
            items,
        };
    });
}
function activityItem(release, row, severalApps, now) {
    const { activity, spec } = row;
    const why = (0,progress/* whyOf */.g)(release, row, severalApps);
    const kind = spec.kind === 'deploy' && spec.environment !== spec.name ? (0,views_phrase/* say */.cv) ` to ${(0,views_phrase/* code */.aY)(spec.environment)}` : [];
    const phrase = (0,views_phrase/* say */.cv) `${(0,glyphs/* glyph */.Vq)(activity.status)} ${(0,views_phrase/* code */.aY)(activity.name)}${kind} ${(0,views_rows/* rowWord */.H_)(release, row)}${why === null ? [] : (0,views_phrase/* say */.cv) `: ${why}`}`;
    const tried = activity.attempts.filter((attempt) => attempt.status !== 'waiting');
    return { phrase, items: tried.map((attempt) => attemptItem(attempt, now)) };
}
function attemptItem(attempt, now) {
    const { reason, detail, run, dispatchedAt, finishedAt, withdrawn } = attempt;
    const word = withdrawn ? (0,views_phrase/* say */.cv) `taken back` : (0,glyphs/* statusWord */.Hm)(attempt.status);
    const why = reason === undefined ? [] : (0,views_phrase/* say */.cv) `: ${(0,messages/* midSentence */.kt)(reason, detail ?? {})}`;
    const parts = [
        (0,views_phrase/* say */.cv) `attempt ${attempt.number} ${word}${why}`,
        (0,amounts/* age */.KW)(finishedAt ?? dispatchedAt ?? attempt.createdAt, now),
        ...(dispatchedAt === undefined || finishedAt === undefined
            ? []
            : [(0,views_phrase/* say */.cv) `took ${(0,amounts/* lasted */.aG)(dispatchedAt, finishedAt)}`]),
        ...(run === undefined ? [] : [(0,views_phrase/* link */.nf)((0,views_phrase/* say */.cv) `run`, run.url)]),
    ];
    return { phrase: (0,views_phrase/* joined */.oR)(parts, (0,views_phrase/* say */.cv) ` · `) };
}

;// CONCATENATED MODULE: ./lib/views/releases-table.js




/** `/releases`: number, status, commit, age, description; newest first (CVX-S09, C-29). */
function releasesBlocks(releases, now) {
    if (releases.length === 0) {
        return [(0,block/* paragraph */.FY)((0,views_phrase/* say */.cv) `There is none yet: the next push, tag or command makes the first.`)];
    }
    const rows = releases
        .toSorted((a, b) => b.number - a.number)
        .map((release) => [
        [(0,views_phrase/* say */.cv) `v${release.number}`],
        [(0,glyphs/* statusText */.qS)(release.status)],
        [(0,views_phrase/* code */.aY)((0,amounts/* shortSha */.Fu)(release.sha))],
        [(0,amounts/* age */.KW)(release.createdAt, now)],
        [(0,views_phrase/* foreign */.V$)(release.description)],
    ]);
    return [(0,block/* table */.tp)(['Release', 'Status', 'Commit', 'Created', 'Description'], rows)];
}

// EXTERNAL MODULE: ./lib/domain/environment.js
var domain_environment = __webpack_require__(9505);
// EXTERNAL MODULE: ./lib/domain/names.js
var domain_names = __webpack_require__(2720);
;// CONCATENATED MODULE: ./lib/views/status-table.js








/** `/status`: for each app and environment what runs, since when, and who holds it or waits for it (KUS-D26). */
function statusBlocks(places, options) {
    if (places.length === 0)
        return [(0,block/* paragraph */.FY)((0,views_phrase/* say */.cv) `There is no environment yet.`)];
    const { now, short = true } = options;
    const severalApps = options.severalApps ?? new Set(places.map(({ app }) => app)).size > 1;
    const spelling = { severalApps, short };
    const rows = places.map((place, at) => {
        const isFirst = places[at - 1]?.app !== place.app;
        const app = isFirst ? [(0,views_phrase/* foreign */.V$)(place.app)] : [[]];
        const cells = [
            [(0,views_phrase/* code */.aY)(place.environment), ...(place.left ? [(0,views_phrase/* say */.cv) `not in the config any more`] : [])],
            runs(place, severalApps),
            since(place, now),
            goesOn(place, spelling, now),
        ];
        return severalApps ? [app, ...cells] : cells;
    });
    const columns = ['Environment', 'Runs', 'Since', 'What goes on'];
    return [(0,block/* table */.tp)(severalApps ? ['App', ...columns] : columns, rows)];
}
/** Apps of which nothing can be told. */
function brokenBlocks(broken) {
    return broken.map(({ app, file, why }) => (0,block/* paragraph */.FY)((0,views_phrase/* say */.cv) `${(0,glyphs/* glyph */.Vq)('failed')} Nothing is known of ${(0,views_phrase/* foreign */.V$)(app)} and nothing is done there: ${(0,views_phrase/* code */.aY)(file)} ${(0,views_phrase/* foreign */.V$)(why)}.`));
}
/** Permissions for want of which something is owed and rests. */
function restingBlocks(lacking) {
    if (lacking.length === 0)
        return [];
    return [
        (0,block/* paragraph */.FY)((0,views_phrase/* say */.cv) `${(0,glyphs/* glyph */.Vq)('failed')} Something is still owed that no token could do so far: it lacks ${(0,views_phrase/* listed */.KE)(lacking.map(views_phrase/* code */.aY))}. Grant it to the workflow that is at work, or to the App; then it is done by itself.`),
    ];
}
/** What is owed and waits until GitHub takes more. */
function keptBackBlocks(count) {
    if (count === 0)
        return [];
    const things = count === 1 ? (0,views_phrase/* say */.cv) `1 status, deployment or comment` : (0,views_phrase/* say */.cv) `${count} statuses, deployments and comments`;
    return [
        (0,block/* paragraph */.FY)((0,views_phrase/* say */.cv) `${(0,glyphs/* glyph */.Vq)('waiting')} GitHub limits how much may be written, and releases go first: ${things} of Signalbox's may show an earlier state. They follow by themselves.`),
    ];
}
function runs({ app, state }, severalApps) {
    const { pointer, lastTouch } = state;
    const name = pointer === null ? (0,views_phrase/* say */.cv) `–` : (0,views_phrase/* foreign */.V$)((0,domain_names/* spellRelease */.e)({ app, number: pointer.release }, severalApps));
    if (!(0,domain_environment/* isUncertain */.cp)(state) || lastTouch === null)
        return [name];
    const touch = (0,views_phrase/* foreign */.V$)((0,domain_names/* spellRelease */.e)({ app, number: lastTouch.release }, severalApps));
    return [(0,views_phrase/* say */.cv) `${name} ${(0,views_phrase/* strong */.ko)((0,views_phrase/* say */.cv) `uncertain`)}`, (0,views_phrase/* say */.cv) `${touch} ${(0,glyphs/* statusWord */.Hm)(lastTouch.outcome)} there`];
}
function since({ state: { pointer } }, now) {
    return [pointer === null ? (0,views_phrase/* say */.cv) `–` : (0,amounts/* age */.KW)(pointer.at, now)];
}
function goesOn(place, spelling, now) {
    const lines = [...occupied(place, now), ...locked(place, spelling, now), ...pinned(place, spelling, now)];
    const waiting = place.waiting.map(({ release, for: cause }) => (0,views_phrase/* say */.cv) `${(0,glyphs/* glyph */.Vq)('waiting')} ${(0,views_phrase/* foreign */.V$)(release)} waits: ${(0,progress/* reasonText */.u)(cause)}`);
    return [...lines, ...waiting];
}
function occupied({ occupant }, now) {
    if (occupant === null)
        return [];
    const run = occupant.run === null ? [] : (0,views_phrase/* say */.cv) ` · ${(0,views_phrase/* link */.nf)((0,views_phrase/* say */.cv) `run`, occupant.run)}`;
    return [
        (0,views_phrase/* say */.cv) `${(0,glyphs/* glyph */.Vq)('running')} ${(0,views_phrase/* foreign */.V$)(occupant.release)} at work, started ${(0,amounts/* age */.KW)(occupant.since, now)}${run}`,
    ];
}
function locked({ app, environment, state: { lock } }, { severalApps, short }, now) {
    if (lock === null)
        return [];
    const until = lock.until === undefined ? [] : (0,views_phrase/* say */.cv) `, until ${(0,amounts/* moment */.n$)(lock.until)}`;
    const unlock = { name: 'unlock', environment, cancel: false, force: false };
    const command = severalApps ? { ...unlock, app } : unlock;
    return [
        (0,views_phrase/* say */.cv) `${(0,glyphs/* glyph */.Vq)('on-hold')} locked by ${(0,views_phrase/* foreign */.V$)(lock.by.login)} ${(0,amounts/* age */.KW)(lock.at, now)}${until}${because(lock.reason)} · ${(0,views_phrase/* code */.aY)((0,spell/* spellCommand */.i)(command, short ? 'short' : 'long'))}`,
    ];
}
function pinned({ app, environment, state }, { severalApps, short }, now) {
    const { pin } = state;
    if (pin === null)
        return [];
    const to = (0,views_phrase/* foreign */.V$)((0,domain_names/* spellRelease */.e)({ app, number: pin.release }, severalApps));
    // A rollback that did not get there keeps its pin all the same: nothing else enters until somebody decides.
    const isMissed = (0,domain_environment/* isUncertain */.cp)(state) && state.lastTouch?.release === pin.release;
    const missed = isMissed ? (0,views_phrase/* say */.cv) `, which did not get there,` : [];
    const unpin = { name: 'unpin', environment };
    const command = severalApps ? { ...unpin, app } : unpin;
    return [
        (0,views_phrase/* say */.cv) `${(0,glyphs/* glyph */.Vq)('on-hold')} pinned to ${to}${missed} by ${(0,views_phrase/* foreign */.V$)(pin.by.login)} ${(0,amounts/* age */.KW)(pin.at, now)}${because(pin.reason)} · ${(0,views_phrase/* code */.aY)((0,spell/* spellCommand */.i)(command, short ? 'short' : 'long'))}`,
    ];
}
function because(reason) {
    return reason === undefined ? [] : (0,views_phrase/* say */.cv) `: ${(0,views_phrase/* foreign */.V$)(reason)}`;
}

// EXTERNAL MODULE: ./lib/views/terminal.js
var terminal = __webpack_require__(2804);
;// CONCATENATED MODULE: ./lib/views/answer.js











/**
 * The one text of an answer, in every front (invariant 14): what was filled in, what was done or why not, what helps,
 * and what can be done next as commands to paste.
 */
function renderAnswer(answer, options) {
    const blocks = answerBlocks(answer, options);
    return options.format === 'markdown' ? (0,markdown/* toMarkdown */.l6)(blocks) : (0,terminal/* toTerminal */.yw)(blocks);
}
/** The same, for a text that says more than one answer. */
function answerBlocks(given, options) {
    const answer = options.short === false ? inLongForm(given) : given;
    const { detail } = answer;
    const { title, body, remedy } = (0,messages/* messageOf */.bD)(answer.code);
    const behind = queryBlocks(answer, options) ?? body?.(detail, options.now) ?? [];
    const next = answer.next.filter((command) => !isListed(command, behind));
    return [
        ...filledIn(detail.filled ?? []),
        (0,block/* paragraph */.FY)((0,views_phrase/* strong */.ko)(title(detail))),
        ...behind,
        ...(remedy === undefined ? [] : [(0,block/* paragraph */.FY)(remedy(detail))]),
        ...judgedByBlocks(answer),
        ...(0,block/* commands */.Pi)('Next', next),
    ];
}
function inLongForm(answer) {
    const { candidates } = answer.detail;
    const detail = candidates === undefined ? {} : { candidates: candidates.map(spell/* longForm */.J) };
    return { ...answer, detail: { ...answer.detail, ...detail }, next: answer.next.map(spell/* longForm */.J) };
}
/** What a query shows; null for every other answer. */
function queryBlocks({ code, detail }, options) {
    switch (code) {
        case 'releases-listed':
            return releasesBlocks(detail.releases ?? [], options.now);
        case 'status-listed':
            return [
                ...statusBlocks(detail.places ?? [], options),
                ...brokenBlocks(detail.broken ?? []),
                ...restingBlocks(detail.lacking ?? []),
                ...keptBackBlocks(detail.keptBack ?? 0),
            ];
        case 'release-shown':
            return detail.shown === undefined ? [] : releaseBlocks(detail.shown, detail.release, options.now);
        case 'help':
            return helpBlocks(detail, options.short ?? true);
        default:
            return null;
    }
}
function filledIn(filled) {
    return filled.length === 0 ? [] : [(0,block/* paragraph */.FY)((0,views_phrase/* say */.cv) `Filled in: ${(0,views_phrase/* joined */.oR)(filled.map(views_phrase/* foreign */.V$))}.`)];
}
/** A command that stands in a list above need not be said again below. */
function isListed(command, blocks) {
    return blocks.some((block) => block.kind === 'list' &&
        block.items.some(({ phrase: [part, ...more] }) => more.length === 0 && part?.kind === 'code' && part.text === command));
}


/***/ }),

/***/ 2491:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FY: () => (/* binding */ paragraph),
/* harmony export */   Pi: () => (/* binding */ commands),
/* harmony export */   R_: () => (/* binding */ heading),
/* harmony export */   p_: () => (/* binding */ list),
/* harmony export */   tp: () => (/* binding */ table)
/* harmony export */ });
function heading(phrase) {
    return { kind: 'heading', phrase };
}
function paragraph(phrase) {
    return { kind: 'paragraph', phrase };
}
function list(items) {
    return { kind: 'list', items };
}
function table(columns, rows) {
    return { kind: 'table', columns, rows };
}
/** @returns nothing when there are no commands. */
function commands(label, texts) {
    return texts.length === 0 ? [] : [{ kind: 'commands', label, commands: texts }];
}


/***/ }),

/***/ 411:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cm: () => (/* binding */ linkTarget),
/* harmony export */   DV: () => (/* binding */ codeBlock),
/* harmony export */   FV: () => (/* binding */ escapeMarkdown),
/* harmony export */   SS: () => (/* binding */ codeSpan),
/* harmony export */   en: () => (/* binding */ escapeTerminal)
/* harmony export */ });
/* unused harmony export FOREIGN_LIMIT */
/** Longer foreign text is cut: a comment is no place for a log. */
const FOREIGN_LIMIT = 400;
/** Breaks a pattern that GitHub would act on; it takes no room and copies badly only where it must. */
const BREAK = '&#8203;';
/**
 * Somebody else's words as one line of GitHub Markdown that looks like them and does nothing: no markup, HTML or
 * hidden marker, no link, mention, reference, emoji or formula (attacks A15, A16). GitHub looks for mentions and
 * references in the rendered text, where an entity has become its letter again, so these are broken by a
 * zero-width space instead.
 */
function escapeMarkdown(text) {
    return oneLine(text, FOREIGN_LIMIT)
        .replace(/[&<>|\\`*[\]~$]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, escapeSign)
        .replace(/(https?|ftp|mailto|xmpp)(:)/gi, `$1$2${BREAK}`)
        .replace(/www\./gi, `www${BREAK}.`)
        .replace(/(?<!&)#/g, `#${BREAK}`)
        .replace(/(?<![a-z0-9])gh-(?=\d)/gi, (gh) => `${gh.slice(0, 2)}${BREAK}-`)
        .replace(/:(?=[\w+\\-]+:)/g, `:${BREAK}`)
        .replace(isReleaseName(text) ? /^$/ : /@/g, `@${BREAK}`)
        .replace(/^([-+=]|\d+(?=[.)]))/, escapeStart);
}
/** Text that is shown letter for letter within a line; GitHub acts on nothing inside. */
function codeSpan(text) {
    const line = oneLine(text, FOREIGN_LIMIT);
    if (line === '')
        return '';
    // A table is cut at its bars before anything else is read, code or not.
    if (line.includes('|'))
        return escapeMarkdown(text);
    const fence = '`'.repeat(longestRun(line) + 1);
    const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
    return `${fence}${pad}${line}${pad}${fence}`;
}
/** Text of several lines, letter for letter, in a fence that is longer than any in the text. */
function codeBlock(text) {
    const lines = text
        .replace(/\r\n?/g, '\n')
        .split('\n')
        .map((line) => withoutInvisible(line).trimEnd());
    // What is invisible may have kept backticks apart.
    const shown = lines.join('\n');
    const fence = '`'.repeat(Math.max(3, longestRun(shown) + 1));
    return [`${fence}text`, shown, fence].join('\n');
}
/** An address as the target of a Markdown link. */
function linkTarget(url) {
    return new URL(url).href.replace(/[()<>\\`|*_[\]~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
/** Somebody else's words for a terminal or a one-line field: no control, colour or direction codes. */
function escapeTerminal(text) {
    return oneLine(text, FOREIGN_LIMIT);
}
function oneLine(text, limit) {
    const line = withoutInvisible(text.replace(/[\s\p{Z}]+/gu, ' '))
        .replace(/ +/g, ' ')
        .trim();
    const characters = Array.from(line);
    return characters.length <= limit ? line : `${characters.slice(0, limit - 1).join('')}…`;
}
/** Control codes, zero-width and direction characters; `\p{Cs}` halves of a pair would break the JSON of a request. */
function withoutInvisible(text) {
    return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '');
}
/** `web@v12` mentions nobody, and it is copied often. `-@v12` would: a mention begins behind anything but a letter. */
function isReleaseName(text) {
    return /^[\w.-]*\w@v\d+$/.test(text);
}
function escapeSign(sign) {
    const entity = ENTITIES.get(sign);
    return entity ?? `\\${sign}`;
}
const ENTITIES = new Map([
    ['&', '&amp;'],
    ['<', '&lt;'],
    ['>', '&gt;'],
    ['|', '&#124;'],
    ['$', '<span>$</span>'],
]);
/** A line that starts like a list, a rule or an underline is none of them. */
function escapeStart(start) {
    return /\d/.test(start) ? `${start}${BREAK}` : `\\${start}`;
}
function longestRun(text) {
    return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}


/***/ }),

/***/ 7719:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $8: () => (/* binding */ CHECK_GLYPHS),
/* harmony export */   Hm: () => (/* binding */ statusWord),
/* harmony export */   Vq: () => (/* binding */ glyph),
/* harmony export */   qS: () => (/* binding */ statusText)
/* harmony export */ });
/* harmony import */ var _phrase_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6721);

/** The few signs that stand before a status. Plain characters: they look alike in a terminal and on GitHub. */
const GLYPHS = {
    draft: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `◇`,
    scheduled: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `◇`,
    queued: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `○`,
    pending: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `○`,
    waiting: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `◔`,
    running: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `●`,
    'on-hold': (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `‖`,
    succeeded: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `✓`,
    'partially-succeeded': (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `◐`,
    failed: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `✗`,
    aborted: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `■`,
    superseded: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `→`,
    skipped: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `–`,
    ignored: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `–`,
    unknown: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `?`,
};
const WORDS = {
    draft: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `draft`,
    scheduled: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `scheduled`,
    queued: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `queued`,
    pending: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `to come`,
    waiting: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `waiting`,
    running: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `running`,
    'on-hold': (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `on hold`,
    succeeded: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `succeeded`,
    'partially-succeeded': (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `partially succeeded`,
    failed: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `failed`,
    aborted: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `aborted`,
    superseded: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `superseded`,
    skipped: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `skipped`,
    ignored: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `ignored`,
    unknown: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `unknown`,
};
const CHECK_GLYPHS = {
    success: GLYPHS.succeeded,
    pending: GLYPHS.running,
    failure: GLYPHS.failed,
    missing: GLYPHS.unknown,
};
/** @returns `✓ succeeded`. */
function statusText(status) {
    return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `${GLYPHS[status]} ${WORDS[status]}`;
}
/** @returns `✓`. */
function glyph(status) {
    return GLYPHS[status];
}
/** @returns `succeeded`. */
function statusWord(status) {
    return WORDS[status];
}


/***/ }),

/***/ 5327:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  w: () => (/* binding */ lackingBlocks),
  q: () => (/* binding */ renderJobSummary)
});

// EXTERNAL MODULE: ./lib/domain/answers.js
var answers = __webpack_require__(4975);
// EXTERNAL MODULE: ./lib/views/answer.js + 5 modules
var views_answer = __webpack_require__(7974);
// EXTERNAL MODULE: ./lib/views/block.js
var block = __webpack_require__(2491);
// EXTERNAL MODULE: ./lib/views/glyphs.js
var glyphs = __webpack_require__(7719);
// EXTERNAL MODULE: ./lib/views/markdown.js
var markdown = __webpack_require__(1889);
// EXTERNAL MODULE: ./lib/views/phrase.js
var phrase = __webpack_require__(6721);
// EXTERNAL MODULE: ./lib/views/release-tree.js
var release_tree = __webpack_require__(160);
;// CONCATENATED MODULE: ./lib/views/starter.js


/** What a repository needs at first, to be copied: the smallest config, and the workflow that deploys. */
function starterBlocks({ action }) {
    return [
        (0,block/* heading */.R_)((0,phrase/* say */.cv) `Set up Signalbox`),
        (0,block/* paragraph */.FY)((0,phrase/* say */.cv) `Put these two files on the default branch and let ${(0,phrase/* code */.aY)('./deploy.sh')} deploy. The next push is released as ${(0,phrase/* code */.aY)('v1')}.`),
        (0,block/* paragraph */.FY)((0,phrase/* code */.aY)('.github/signalbox.yml')),
        { kind: 'verbatim', text: STARTER_CONFIG },
        (0,block/* paragraph */.FY)((0,phrase/* code */.aY)('.github/workflows/deploy.yml')),
        { kind: 'verbatim', text: starterWorkflow(action) },
    ];
}
/** The smallest config that shows what Signalbox is for: two environments, one after the other. */
const STARTER_CONFIG = `signalbox: 1
environments:
  staging: {}
  production: {}`;
/** @returns a workflow that deploys one release to one environment. */
function starterWorkflow(action) {
    return `name: deploy
run-name: \${{ fromJSON(inputs.signalbox).title }}
on:
  workflow_dispatch:
    inputs:
      signalbox: { type: string, required: true }
permissions:
  contents: write
  actions: write
  checks: read
  deployments: write
  issues: write
  pull-requests: write
  statuses: write
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
        with: { ref: "\${{ fromJSON(inputs.signalbox).sha }}" }
      - uses: ${action}
      - run: ./deploy.sh "$SIGNALBOX_ENVIRONMENT"`;
}

;// CONCATENATED MODULE: ./lib/views/job-summary.js








/** @returns the job's summary as GitHub Markdown: what stands where, what is waited for, what can be done next. */
function renderJobSummary(story) {
    const blocks = [
        ...answered(story),
        ...story.releases.flatMap((release) => (0,release_tree/* releaseTree */.mF)(release, story)),
        ...lackingBlocks(story.missing),
        ...configErrors(story),
        ...(story.isForTheApp ? [forTheApp()] : []),
        ...(story.starter ? starterBlocks(story.starter) : []),
    ];
    return (0,markdown/* toMarkdown */.l6)(blocks.length > 0 ? blocks : [idle(story.idle)]);
}
function answered({ answer, now, spelling }) {
    if (answer === null)
        return [];
    const { short, severalApps } = spelling;
    return (0,views_answer/* answerBlocks */.z)(answer, { format: 'markdown', now, short, severalApps });
}
/** @returns what a job's token lacks, as lines of its workflow's `permissions:`; nothing when it lacks nothing. */
function lackingBlocks(missing) {
    if (missing.length === 0)
        return [];
    return [
        (0,block/* heading */.R_)((0,phrase/* say */.cv) `${(0,glyphs/* glyph */.Vq)('failed')} The job's token may not do all of it`),
        (0,block/* paragraph */.FY)((0,phrase/* say */.cv) `Add what is missing to the workflow's ${(0,phrase/* code */.aY)('permissions:')}. What is owed stays owed, and whoever runs next with a token that may does it: a run for another event, or a sweep.`),
        (0,block/* list */.p_)(missing.map((each) => ({ phrase: (0,phrase/* code */.aY)(each) }))),
    ];
}
/** Where the answer to a command names them already, they are not named twice. */
function configErrors({ problems, isPolicyGone, answer, now }) {
    if (answer?.detail.problems ?? answer?.detail.judgedBy)
        return [];
    if (isPolicyGone)
        return (0,views_answer/* answerBlocks */.z)((0,answers/* refuse */.TR)('policy-absent'), { format: 'markdown', now });
    if (problems.length === 0)
        return [];
    return (0,views_answer/* answerBlocks */.z)((0,answers/* refuse */.TR)('config-invalid', { problems }), { format: 'markdown', now });
}
function forTheApp() {
    return (0,block/* paragraph */.FY)((0,phrase/* say */.cv) `Recorded; the App carries it out. If there is no App here any more, write ${(0,phrase/* code */.aY)('performer: action')} into the config.`);
}
function idle(why) {
    return (0,block/* paragraph */.FY)(why === '' ? (0,phrase/* say */.cv) `Nothing to do.` : (0,phrase/* say */.cv) `Nothing to do: ${(0,phrase/* foreign */.V$)(why)}.`);
}


/***/ }),

/***/ 1889:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l6: () => (/* binding */ toMarkdown)
/* harmony export */ });
/* unused harmony exports MARKDOWN_LIMIT, phraseMarkdown */
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(411);

/** GitHub takes 65,536 characters in a comment; what is longer would be refused as a whole. */
const MARKDOWN_LIMIT = 60_000;
/** @returns the blocks as GitHub Markdown; whole blocks are left out at the end when they would not fit. */
function toMarkdown(blocks) {
    const texts = [];
    let length = 0;
    for (const text of blocks.map(blockMarkdown)) {
        if (length + text.length > MARKDOWN_LIMIT)
            return [...texts, '…'].join('\n\n');
        texts.push(text);
        length += text.length + 2;
    }
    return texts.join('\n\n');
}
/** @returns a phrase as one line of GitHub Markdown. */
function phraseMarkdown(phrase) {
    return phrase.map(partMarkdown).join('');
}
function partMarkdown(part) {
    switch (part.kind) {
        case 'own':
            return part.text;
        case 'foreign':
            return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeMarkdown */ .FV)(part.text);
        case 'code':
            return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .codeSpan */ .SS)(part.text);
        case 'strong':
            return `**${phraseMarkdown(part.phrase)}**`;
        case 'link':
            return `[${phraseMarkdown(part.label)}](${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .linkTarget */ .Cm)(part.url)})`;
    }
}
function blockMarkdown(block) {
    switch (block.kind) {
        case 'heading':
            return `### ${phraseMarkdown(block.phrase)}`;
        case 'paragraph':
            return phraseMarkdown(block.phrase);
        case 'list':
            return listMarkdown(block.items, '');
        case 'table':
            return tableMarkdown(block);
        case 'commands':
            return `${block.label}: ${block.commands.map(_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .codeSpan */ .SS).join(' · ')}`;
        case 'verbatim':
            return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .codeBlock */ .DV)(block.text);
    }
}
function listMarkdown(items, indent) {
    return items
        .map((item) => {
        const line = `${indent}- ${phraseMarkdown(item.phrase)}`;
        return item.items?.length ? `${line}\n${listMarkdown(item.items, `${indent}  `)}` : line;
    })
        .join('\n');
}
function tableMarkdown({ columns, rows }) {
    const lines = rows.map((row) => row.map((cell) => cell.map(phraseMarkdown).join('<br>')));
    return [columns, columns.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}


/***/ }),

/***/ 9:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pe: () => (/* binding */ withMarker),
/* harmony export */   we: () => (/* binding */ markerOf)
/* harmony export */ });
/* unused harmony export marker */
const MARKER = /\n\n<!-- signalbox:([A-Za-z0-9._:/%-]+) -->\s*$/;
/**
 * Signs a comment with the id of the effect that wrote it, so that it is found again before it is written twice
 * (invariant 8). The marker is the last line: what people wrote stands above it, and above it nothing counts.
 */
function withMarker(text, id) {
    return `${text}\n\n${marker(id)}`;
}
/** @returns the hidden marker of an effect id; any id is safe, an HTML comment cannot be left early. */
function marker(id) {
    return `<!-- signalbox:${encode(id)} -->`;
}
/**
 * @returns the id that a comment is signed with, or null. Anybody can write a marker: who wrote the comment must be
 * compared as well (attack A16).
 */
function markerOf(body) {
    const found = MARKER.exec(`\n\n${body.replace(/\r\n/g, '\n')}`)?.[1];
    if (found === undefined)
        return null;
    try {
        return decodeURIComponent(found);
    }
    catch {
        return null;
    }
}
/** Two hyphens in a row would be the start of the end of an HTML comment. */
function encode(id) {
    return encodeURIComponent(id.replace(/\p{Cs}/gu, '\ufffd'))
        .replace(/%2F/g, '/')
        .replace(/%3A/g, ':')
        .replace(/[!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
        .replace(/-(?=-)|-$/g, '%2D');
}


/***/ }),

/***/ 875:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  nl: () => (/* binding */ MESSAGES),
  O8: () => (/* binding */ isReasonCode),
  bD: () => (/* binding */ messageOf),
  kt: () => (/* binding */ midSentence)
});

// EXTERNAL MODULE: ./lib/views/amounts.js
var amounts = __webpack_require__(9235);
// EXTERNAL MODULE: ./lib/views/block.js
var block = __webpack_require__(2491);
// EXTERNAL MODULE: ./lib/views/nouns.js
var nouns = __webpack_require__(4191);
// EXTERNAL MODULE: ./lib/views/phrase.js
var phrase = __webpack_require__(6721);
;// CONCATENATED MODULE: ./lib/views/messages/done.js




/** Something changed as asked. */
const DONE = {
    repaired: {
        group: 'done',
        title: () => (0,phrase/* say */.cv) `The state branch is mended`,
        body: nouns/* repairs */.XT,
        remedy: () => (0,phrase/* say */.cv) `What was due meanwhile is done now.`,
    },
    'release-created': {
        group: 'done',
        title: (detail) => {
            const from = detail.ref === undefined ? [] : (0,phrase/* say */.cv) ` on ${(0,phrase/* code */.aY)((0,amounts/* shortRef */.m3)(detail.ref))}`;
            return (0,phrase/* say */.cv) `${nouns/* release */._r(detail)} is made from ${nouns/* commit */.cd(detail, (0,phrase/* say */.cv) `a commit`)}${from}`;
        },
    },
    'release-advanced': {
        group: 'done',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* release */._r(detail)} went on`,
    },
    'release-activated': {
        group: 'done',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* release */._r(detail)} is on its way`,
    },
    promoted: {
        group: 'done',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* release */._r(detail)} goes on to ${nouns/* place */.ik(detail, (0,phrase/* say */.cv) `its environments`)}`,
        remedy: () => (0,phrase/* say */.cv) `A pin there is gone: later releases follow by themselves.`,
    },
    'rollback-created': {
        group: 'done',
        title: (detail) => {
            const release = nouns/* release */._r(detail, (0,phrase/* say */.cv) `A new release`);
            return (0,phrase/* say */.cv) `${release} takes ${nouns/* place */.ik(detail, (0,phrase/* say */.cv) `the environment`)} back to ${nouns/* other */.F(detail)}`;
        },
        body: (detail) => [
            ...(detail.moves?.length
                ? [
                    (0,block/* list */.p_)(detail.moves.map(({ environment, from, to }) => ({
                        phrase: (0,phrase/* say */.cv) `${(0,phrase/* code */.aY)(environment)}: ${from === null ? (0,phrase/* say */.cv) `nothing` : (0,phrase/* foreign */.V$)(from)} goes, ${(0,phrase/* foreign */.V$)(to)} comes`,
                    }))),
                ]
                : []),
            (0,block/* paragraph */.FY)((0,phrase/* say */.cv) `It has the commit, outputs, config vars and inputs of ${nouns/* other */.F(detail, (0,phrase/* say */.cv) `the earlier release`)}; nothing is built anew. ${(0,phrase/* strong */.ko)((0,phrase/* say */.cv) `Data is not rolled back.`)}`),
        ],
        remedy: () => (0,phrase/* say */.cv) `Pinned: later releases stop before it until somebody unpins it or promotes one.`,
    },
    unlocked: {
        group: 'done',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* place */.ik(detail)} is free`,
        body: (detail) => detail.release === undefined
            ? []
            : [
                (0,block/* paragraph */.FY)((0,phrase/* say */.cv) `${nouns/* attempt */.CD(detail, (0,phrase/* foreign */.V$)(detail.release))} has ended as failed there.`),
                ...nouns/* run */.eF(detail),
            ],
        remedy: () => (0,phrase/* say */.cv) `What waits for it goes on by itself.`,
    },
    'lock-removed': {
        group: 'done',
        title: (detail) => (0,phrase/* say */.cv) `The lock on ${nouns/* place */.ik(detail, (0,phrase/* say */.cv) `the environment`)} is gone`,
        body: (detail, now) => [...nouns/* holder */.Lm(detail, now, (0,phrase/* say */.cv) `It was set by`), ...nouns/* undone */.SF(detail)],
        remedy: () => (0,phrase/* say */.cv) `What waits for it goes on by itself.`,
    },
    'cancel-requested': {
        group: 'done',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* runThere */.w9(detail)} is being cancelled`,
        body: nouns/* run */.eF,
        remedy: () => (0,phrase/* say */.cv) `The environment is free once GitHub says that the run has ended.`,
    },
    'locked-now': {
        group: 'done',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* place */.ik(detail)} is locked`,
        body: (detail, now) => [...nouns/* holder */.Lm(detail, now), ...nouns/* underWay */.Ki(detail)],
        remedy: () => (0,phrase/* say */.cv) `Releases wait before it and go on by themselves when it is free.`,
    },
    'pinned-now': {
        group: 'done',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* place */.ik(detail)} stays on ${nouns/* other */.F(detail, (0,phrase/* say */.cv) `the release it runs`)}`,
        body: (detail, now) => [...nouns/* holder */.Lm(detail, now), ...nouns/* underWay */.Ki(detail)],
        remedy: () => (0,phrase/* say */.cv) `Later releases stop before it until somebody unpins it or promotes one.`,
    },
    unpinned: {
        group: 'done',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* place */.ik(detail)} takes new releases again`,
        body: ({ going = [] }) => going.length === 0 ? [] : [(0,block/* paragraph */.FY)((0,phrase/* say */.cv) `What waited goes on now: ${(0,phrase/* joined */.oR)(going.map(phrase/* foreign */.V$))}.`)],
    },
    retried: {
        group: 'done',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* release */._r(detail)} runs ${nouns/* activity */.Eb(detail, (0,phrase/* say */.cv) `what failed`)} again`,
        remedy: () => (0,phrase/* say */.cv) `What succeeded is not run again; the earlier attempts stay on record.`,
    },
    'abort-requested': {
        group: 'done',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* release */._r(detail)} is being aborted`,
        body: nouns/* underWay */.Ki,
        remedy: () => (0,phrase/* say */.cv) `It ends once GitHub says that its runs have ended.`,
    },
    'aborted-now': {
        group: 'done',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* release */._r(detail)} is aborted`,
        body: nouns/* underWay */.Ki,
    },
    held: {
        group: 'done',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* release */._r(detail)} is on hold`,
        body: (detail, now) => [...nouns/* holder */.Lm(detail, now), ...nouns/* underWay */.Ki(detail)],
        remedy: () => (0,phrase/* say */.cv) `Nothing new starts until somebody resumes it.`,
    },
    resumed: {
        group: 'done',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* release */._r(detail)} goes on`,
    },
    claimed: {
        group: 'done',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* attempt */.CD(detail)} is admitted`,
    },
    reported: {
        group: 'done',
        title: (detail) => (0,phrase/* say */.cv) `The result of ${nouns/* attempt */.CD(detail, (0,phrase/* say */.cv) `the attempt`)} is on record`,
    },
};

// EXTERNAL MODULE: ./lib/views/messages/waiting.js
var waiting = __webpack_require__(1408);
;// CONCATENATED MODULE: ./lib/views/messages/ended.js



/** How an attempt, an activity or a release came to its end. */
const ENDED = {
    'run-failed': {
        group: 'ended',
        title: () => (0,phrase/* say */.cv) `The workflow run failed`,
        body: nouns/* run */.eF,
        remedy: () => (0,phrase/* say */.cv) `Its log says why. Retry runs again only what failed.`,
    },
    'run-cancelled': {
        group: 'ended',
        title: (detail) => (0,phrase/* say */.cv) `The workflow run was cancelled${nouns.by(detail)}`,
        body: nouns/* run */.eF,
        remedy: () => (0,phrase/* say */.cv) `Retry runs again only what failed.`,
    },
    'run-vanished': {
        group: 'ended',
        title: () => (0,phrase/* say */.cv) `GitHub does not know the workflow run any more`,
        remedy: () => (0,phrase/* say */.cv) `If the environment is still taken, unlock it.`,
    },
    'run-never-claimed': {
        group: 'ended',
        title: () => (0,phrase/* say */.cv) `The workflow run ended without being admitted`,
        body: nouns/* run */.eF,
        remedy: () => (0,phrase/* say */.cv) `Its log says whether it was refused. Else it did not come to the Signalbox step, which the workflow needs.`,
    },
    'report-missing': {
        group: 'ended',
        title: () => (0,phrase/* say */.cv) `The workflow run ended without a report`,
        body: nouns/* run */.eF,
        remedy: () => (0,phrase/* say */.cv) `Nobody can say what it did, so the environment stays taken: look, then unlock it.`,
    },
    'outputs-too-long': {
        group: 'ended',
        title: ({ found, needed }) => (0,phrase/* say */.cv) `The outputs are too long${found === undefined ? [] : (0,phrase/* say */.cv) `: ${(0,phrase/* foreign */.V$)(found)} characters, and there is room for ${(0,phrase/* foreign */.V$)(needed ?? '')}`}`,
        remedy: () => (0,phrase/* say */.cv) `The work was done, but what follows could not be started with them. Let the job write less, such as an address of it, and retry.`,
    },
    deadline: {
        group: 'ended',
        title: () => (0,phrase/* say */.cv) `It took longer than its deadline`,
        body: nouns/* run */.eF,
        remedy: () => (0,phrase/* say */.cv) `Retry it, or raise ${(0,phrase/* code */.aY)('deadline')} in the config.`,
    },
    'dispatch-refused': {
        group: 'ended',
        title: (detail) => (0,phrase/* say */.cv) `GitHub did not start the workflow${nouns/* because */.xx(detail)}`,
        remedy: () => (0,phrase/* say */.cv) `The workflow must exist on the default branch, with ${(0,phrase/* code */.aY)('workflow_dispatch')} and the input ${(0,phrase/* code */.aY)('signalbox')}. Without the App, a job of Signalbox has to come by that has ${(0,phrase/* code */.aY)('actions: write')}. Then retry.`,
    },
    aborted: {
        group: 'ended',
        title: (detail) => (0,phrase/* say */.cv) `It was aborted${nouns.by(detail)}`,
        body: (detail, now) => nouns/* holder */.Lm(detail, now),
    },
    superseded: {
        group: 'ended',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* other */.F(detail, (0,phrase/* say */.cv) `A newer release`)} has taken its place`,
    },
    'unlocked-by-person': {
        group: 'ended',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* person */.MV(detail, (0,phrase/* say */.cv) `Somebody`)} unlocked the environment`,
        body: (detail, now) => nouns/* holder */.Lm(detail, now),
    },
    'cancelled-by-rollback': {
        group: 'ended',
        title: (detail) => (0,phrase/* say */.cv) `A rollback stopped it${nouns.by(detail)}`,
    },
    'checks-deadline': {
        group: 'ended',
        title: (detail) => (0,phrase/* say */.cv) `Required checks did not become green in time${(0,waiting/* named */.KT)(detail, 'missing')}`,
        remedy: () => (0,phrase/* say */.cv) `Retry when they are green. One that was missing to the end may have another name.`,
    },
    'input-deadline': {
        group: 'ended',
        title: (detail) => (0,phrase/* say */.cv) `A value did not come in time${detail.name === undefined ? [] : (0,phrase/* say */.cv) `: ${(0,phrase/* foreign */.V$)(detail.name)}`}`,
        remedy: () => (0,phrase/* say */.cv) `Retry when it is there, or set the input by the retry.`,
    },
    'bad-expression': {
        group: 'ended',
        title: (detail) => (0,phrase/* say */.cv) `An input's expression cannot be evaluated${nouns/* because */.xx(detail)}`,
        remedy: () => (0,phrase/* say */.cv) `Correct it on the default branch and make a new release, or set the input by a retry.`,
    },
    'rollback-skips-tasks': {
        group: 'ended',
        title: () => (0,phrase/* say */.cv) `A rollback reuses what was built before`,
    },
    'not-in-rollback': {
        group: 'ended',
        title: () => (0,phrase/* say */.cv) `The rollback is not for this environment`,
    },
};

;// CONCATENATED MODULE: ./lib/views/messages/fence.js



/** Refused to a job, before it could touch anything (invariant 4). */
const FENCE = {
    'claim-unknown': {
        group: 'fence',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* attempt */.CD(detail)} is not known`,
        remedy: () => (0,phrase/* say */.cv) `A deploy is started by Signalbox alone; make a release instead of running the workflow by hand.`,
    },
    'claim-stale': {
        group: 'fence',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* attempt */.CD(detail)} is over`,
        remedy: () => (0,phrase/* say */.cv) `A newer attempt has taken its place, or it has ended. Retry the release to run it again.`,
    },
    'claim-rerun': {
        group: 'fence',
        title: () => (0,phrase/* say */.cv) `This is a re-run by hand, and those are not admitted`,
        remedy: () => (0,phrase/* say */.cv) `Retry the release instead: only then is it judged again, and everybody can see it.`,
    },
    'claim-taken': {
        group: 'fence',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* attempt */.CD(detail)} belongs to another run`,
        remedy: () => (0,phrase/* say */.cv) `Nothing needs to be done: one run of an attempt is enough.`,
    },
    'claim-withdrawn': {
        group: 'fence',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* attempt */.CD(detail)} was taken back`,
        remedy: () => (0,phrase/* say */.cv) `A lock, hold, abort or newer release came first.`,
    },
    'claim-altered': {
        group: 'fence',
        title: (detail) => (0,phrase/* say */.cv) `This job was told something else than was decided for ${nouns/* attempt */.CD(detail)}`,
        remedy: () => (0,phrase/* say */.cv) `Somebody has started the workflow with an input of their own, or the config has changed since it was dispatched: then it is dispatched anew by itself.`,
    },
    'claim-wrong-commit': {
        group: 'fence',
        title: (detail) => {
            const found = detail.found === undefined ? (0,phrase/* say */.cv) `Another commit` : (0,phrase/* code */.aY)((0,amounts/* shortSha */.Fu)(detail.found));
            return (0,phrase/* say */.cv) `${found} is checked out, the release is ${nouns/* commit */.cd(detail, (0,phrase/* say */.cv) `of another one`)}`;
        },
        remedy: () => (0,phrase/* say */.cv) `Give the checkout ${(0,phrase/* code */.aY)('ref: ${{ fromJSON(inputs.signalbox).sha }}')} and let it come before this step.`,
    },
    'claim-nothing-checked-out': {
        group: 'fence',
        title: () => (0,phrase/* say */.cv) `Nothing is checked out`,
        remedy: () => (0,phrase/* say */.cv) `Check out ${(0,phrase/* code */.aY)('${{ fromJSON(inputs.signalbox).sha }}')} before this step, so that it can see what is deployed.`,
    },
    'claim-other-branch': {
        group: 'fence',
        title: (detail) => (0,phrase/* say */.cv) `This run is of ${detail.ref === undefined ? (0,phrase/* say */.cv) `another branch` : (0,phrase/* code */.aY)(detail.ref)}, and releases are deployed by the workflows of the default branch`,
        remedy: () => (0,phrase/* say */.cv) `Make a release instead of running this workflow by hand; Signalbox starts it.`,
    },
    'report-not-admitted': {
        group: 'fence',
        title: () => (0,phrase/* say */.cv) `This run was not admitted, so its result does not count`,
    },
    'bad-signalbox-input': {
        group: 'fence',
        title: (detail) => (0,phrase/* say */.cv) `The input ${(0,phrase/* code */.aY)('signalbox')} cannot be read${nouns/* because */.xx(detail)}`,
        remedy: () => (0,phrase/* say */.cv) `Signalbox fills it in when it starts the workflow; it is not made to be filled in by hand.`,
    },
    'state-behind': {
        group: 'fence',
        title: () => (0,phrase/* say */.cv) `The state branch does not yet show the turn that started this run`,
        remedy: () => (0,phrase/* say */.cv) `GitHub is late. Retry the release in a minute.`,
    },
};

// EXTERNAL MODULE: ./lib/domain/outcomes.js
var outcomes = __webpack_require__(867);
// EXTERNAL MODULE: ./lib/commands/spelling.js
var spelling = __webpack_require__(6522);
// EXTERNAL MODULE: ./lib/commands/table.js
var table = __webpack_require__(2518);
;// CONCATENATED MODULE: ./lib/views/messages/misspelt.js





/** Words that were meant as a command, and are none. */
const MISSPELT = {
    'unknown-command': {
        group: 'refused',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* name */.UU(detail, (0,phrase/* say */.cv) `That`)} is no command`,
        body: (detail) => nouns/* choices */.zM('Did you mean', detail.candidates),
    },
    'bad-arguments': {
        group: 'refused',
        title: (detail) => detail.message === undefined ? (0,phrase/* say */.cv) `The command is not complete` : (0,phrase/* foreign */.V$)(detail.message),
        body: (detail) => [...nouns/* choices */.zM('Did you mean', detail.candidates), ...usage(detail)],
        remedy: () => (0,phrase/* say */.cv) `Nothing was done.`,
    },
    'several-commands': {
        group: 'refused',
        title: () => (0,phrase/* say */.cv) `There is more than one command in that comment`,
        body: (detail) => nouns/* choices */.zM('Found', detail.candidates),
        remedy: () => (0,phrase/* say */.cv) `Nothing was done: write one command that changes something in a comment of its own.`,
    },
    'comment-too-long': {
        group: 'refused',
        title: (detail) => (0,phrase/* say */.cv) `The command stands behind the first ${(0,phrase/* foreign */.V$)(detail.needed ?? 'part')} characters of the comment, and no more is read`,
        body: (detail) => nouns/* choices */.zM('Found', detail.candidates),
        remedy: () => (0,phrase/* say */.cv) `Nothing was done: write the command in a comment of its own.`,
    },
};
function usage(detail) {
    const command = (0,table/* commandNamed */.v)(detail.topic ?? '');
    return command === null ? [] : [(0,block/* paragraph */.FY)((0,phrase/* say */.cv) `Usage: ${(0,phrase/* code */.aY)((0,spelling/* usageOf */.Fs)(command, table/* COMMANDS */.Lo[command]))}`)];
}

;// CONCATENATED MODULE: ./lib/views/messages/refused.js







/** Refused: who, what, when. */
const REFUSED = {
    'not-permitted': {
        group: 'refused',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* person */.MV(detail, (0,phrase/* say */.cv) `You`)} may not do that${where(detail)}`,
        body: (detail) => [
            (0,block/* paragraph */.FY)((0,phrase/* say */.cv) `Needed: the role ${needed(detail)}. Found: ${found(detail, (0,phrase/* say */.cv) `less than that`)}.`),
        ],
        remedy: () => (0,phrase/* say */.cv) `Ask somebody who may.`,
    },
    'teams-unreadable': {
        group: 'refused',
        title: (detail) => (0,phrase/* say */.cv) `GitHub does not show who is in ${nouns/* name */.UU(detail, (0,phrase/* say */.cv) `the team that may do that`)}`,
        body: (detail) => [
            (0,block/* paragraph */.FY)((0,phrase/* say */.cv) `Needed: ${needed(detail)}. Found: ${found(detail, (0,phrase/* say */.cv) `no other way to it`)}.`),
        ],
        remedy: () => (0,phrase/* say */.cv) `Give the App the permission to read members of the organisation, or the Action a ${(0,phrase/* code */.aY)('team-token')}.`,
    },
    ...MISSPELT,
    'say-it-again': {
        group: 'refused',
        title: () => (0,phrase/* say */.cv) `That was written too long ago to be carried out now`,
        remedy: () => (0,phrase/* say */.cv) `Things may have changed since. If you still want it, say it again.`,
    },
    'too-many-commands': {
        group: 'refused',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* person */.MV(detail, (0,phrase/* say */.cv) `You`)} commanded more than one person may in that time`,
        body: ({ until }) => until === undefined ? [] : [(0,block/* paragraph */.FY)((0,phrase/* say */.cv) `The next command is heard after ${(0,amounts/* moment */.n$)(until)}.`)],
        remedy: () => (0,phrase/* say */.cv) `Per person, ${(0,phrase/* listed */.KE)(outcomes/* PER_PERSON */.Wk.map(({ within, commands }) => (0,phrase/* say */.cv) `${commands} commands in ${(0,amounts/* roughly */.vB)(within)}`))} are carried out; what is beyond is not answered any more. Questions like ${(0,phrase/* code */.aY)('/status')} do not count.`,
    },
    'repair-changed': {
        group: 'refused',
        title: () => (0,phrase/* say */.cv) `The state branch is not what was shown under that token any more`,
        body: nouns/* repairs */.XT,
        remedy: () => (0,phrase/* say */.cv) `Nothing was changed. If this is right, say it with the new token.`,
    },
    'repair-by-hand': {
        group: 'refused',
        title: () => (0,phrase/* say */.cv) `No repair knows what belongs there`,
        body: nouns/* repairs */.XT,
        remedy: () => (0,phrase/* say */.cv) `Somebody has to mend it with git. Other apps go on meanwhile.`,
    },
    busy: {
        group: 'refused',
        title: () => (0,phrase/* say */.cv) `Too many commands came in at once`,
        remedy: () => (0,phrase/* say */.cv) `Say it again in a few minutes.`,
    },
    'target-changed': {
        group: 'refused',
        title: () => (0,phrase/* say */.cv) `What you meant has changed since you wrote that`,
        remedy: () => (0,phrase/* say */.cv) `Nothing was done. Name the release, so that nobody has to guess.`,
    },
    'which-app': {
        group: 'refused',
        title: () => (0,phrase/* say */.cv) `Which app?`,
        body: (detail) => nouns/* choices */.zM('One of', detail.candidates),
    },
    'which-release': {
        group: 'refused',
        title: () => (0,phrase/* say */.cv) `Which release?`,
        body: (detail) => nouns/* choices */.zM('One of', detail.candidates),
    },
    'which-environment': {
        group: 'refused',
        title: () => (0,phrase/* say */.cv) `Which environment?`,
        body: (detail) => nouns/* choices */.zM('One of', detail.candidates),
    },
    'no-such-app': {
        group: 'refused',
        title: (detail) => (0,phrase/* say */.cv) `There is no app ${detail.app === undefined ? (0,phrase/* say */.cv) `of that name` : (0,phrase/* code */.aY)(detail.app)}`,
        body: (detail) => nouns/* choices */.zM('There are', detail.candidates),
    },
    'no-such-release': {
        group: 'refused',
        title: (detail) => (0,phrase/* say */.cv) `There is no release ${nouns/* release */._r(detail, (0,phrase/* say */.cv) `of that number`)}`,
        body: (detail) => nouns/* choices */.zM('Candidates', detail.candidates),
    },
    'no-such-environment': {
        group: 'refused',
        title: (detail) => (0,phrase/* say */.cv) `There is no environment ${detail.environment === undefined ? (0,phrase/* say */.cv) `of that name` : (0,phrase/* code */.aY)(detail.environment)}`,
        body: (detail) => nouns/* choices */.zM('There are', detail.environments),
    },
    'no-such-activity': {
        group: 'refused',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* release */._r(detail)} has no activity ${nouns/* activity */.Eb(detail, (0,phrase/* say */.cv) `of that name`)}`,
        body: (detail) => nouns/* choices */.zM('There are', detail.candidates),
    },
    'no-such-ref': {
        group: 'refused',
        title: (detail) => (0,phrase/* say */.cv) `There is no branch, tag or commit ${nouns/* ref */.KR(detail, (0,phrase/* say */.cv) `of that name`)}`,
    },
    'not-watched': {
        group: 'refused',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* ref */.KR(detail)} is on no branch or tag that is released from`,
        remedy: () => (0,phrase/* say */.cv) `The config says in ${(0,phrase/* code */.aY)('release-on')} which ones are. Merge the commit there, or tag it.`,
    },
    'duplicate-release': {
        group: 'refused',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* commit */.cd(detail, (0,phrase/* say */.cv) `That commit`)} is released already, as ${nouns/* other */.F(detail)}`,
        remedy: () => (0,phrase/* say */.cv) `${(0,phrase/* code */.aY)('--force')} makes a second release of it.`,
    },
    'checks-failed': {
        group: 'refused',
        title: (detail) => (0,phrase/* say */.cv) `Required checks failed${(0,waiting/* named */.KT)(detail, 'failure')}`,
        body: waiting/* checks */.AV,
        remedy: () => (0,phrase/* say */.cv) `Fix the commit, or run the checks again on it and retry.`,
    },
    'never-succeeded-there': {
        group: 'refused',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* release */._r(detail)} never succeeded in ${nouns/* place */.ik(detail, (0,phrase/* say */.cv) `that environment`)}`,
        body: (detail) => nouns/* choices */.zM('These did', detail.candidates),
        remedy: () => (0,phrase/* say */.cv) `A rollback only goes back to what has worked there.`,
    },
    'no-rollback-target': {
        group: 'refused',
        title: (detail) => (0,phrase/* say */.cv) `Nothing earlier has succeeded in ${nouns/* place */.ik(detail, (0,phrase/* say */.cv) `that environment`)}`,
        remedy: () => (0,phrase/* say */.cv) `There is nothing to go back to. Release the commit that shall run there.`,
    },
    'rollback-targets-differ': {
        group: 'refused',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* place */.ik(detail, (0,phrase/* say */.cv) `The environments`)} would go back to different releases`,
        body: (detail) => nouns/* choices */.zM('One command for each', detail.candidates),
    },
    'already-running-there': {
        group: 'refused',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* release */._r(detail)} runs in ${nouns/* place */.ik(detail, (0,phrase/* say */.cv) `that environment`)} already`,
    },
    'pinned-by-rollback': {
        group: 'refused',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* place */.ik(detail)} was rolled back${before(detail)} and is pinned`,
        body: (detail, now) => [
            ...nouns/* holder */.Lm(detail, now),
            ...nouns/* choices */.zM('To go back further', detail.candidates),
        ],
        remedy: ({ candidates = [] }) => candidates.length > 0
            ? (0,phrase/* say */.cv) `A second rollback must name its release, so that nobody goes back twice by accident.`
            : (0,phrase/* say */.cv) `Nothing that succeeded there lies further back.`,
    },
    'release-at-work': {
        group: 'refused',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* other */.F(detail, nouns/* release */._r(detail, (0,phrase/* say */.cv) `Another release`))} is at work in ${nouns/* place */.ik(detail, (0,phrase/* say */.cv) `the environment`)}`,
        body: (detail, now) => nouns/* atWork */.R_(detail, now),
        remedy: () => (0,phrase/* say */.cv) `Wait for its end, or stop it first with ${(0,phrase/* code */.aY)('--cancel')}.`,
    },
    'release-not-reached': {
        group: 'refused',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* release */._r(detail)} has not come to ${nouns/* place */.ik(detail, (0,phrase/* say */.cv) `that environment`)} yet`,
        remedy: () => (0,phrase/* say */.cv) `Earlier phases come first.`,
    },
    'release-final': {
        group: 'refused',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* release */._r(detail)} has come to its end${as(detail)}`,
        remedy: ({ found: status = '' }) => ['failed', 'aborted', 'partially-succeeded'].includes(status)
            ? (0,phrase/* say */.cv) `What did not succeed can be run again by a retry.`
            : (0,phrase/* say */.cv) `What succeeded or was superseded stays as it is; make a new release instead.`,
    },
    'release-not-failed': {
        group: 'refused',
        title: (detail) => (0,phrase/* say */.cv) `Nothing in ${nouns/* release */._r(detail, (0,phrase/* say */.cv) `the release`)} has failed`,
    },
    'newer-attempted': {
        group: 'refused',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* other */.F(detail, (0,phrase/* say */.cv) `A newer release`)} has been in ${nouns/* place */.ik(detail, (0,phrase/* say */.cv) `the environment`)} since`,
        remedy: () => (0,phrase/* say */.cv) `An environment goes back only by a rollback.`,
    },
    'run-alive': {
        group: 'refused',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* runThere */.w9(detail)} is alive`,
        body: (detail, now) => nouns/* atWork */.R_(detail, now),
        remedy: () => (0,phrase/* say */.cv) `Wait for its end, or cancel it with ${(0,phrase/* code */.aY)('--cancel')}.`,
    },
    'no-environments': {
        group: 'refused',
        title: () => (0,phrase/* say */.cv) `The process deploys to no environment`,
        remedy: () => (0,phrase/* say */.cv) `Add a ${(0,phrase/* code */.aY)('deploy')} to a phase in the config.`,
    },
};
function where(detail) {
    return detail.environment === undefined && !detail.environments?.length
        ? []
        : (0,phrase/* say */.cv) ` in ${nouns/* place */.ik(detail)}`;
}
function needed(detail) {
    return detail.needed === undefined ? (0,phrase/* say */.cv) `another role` : (0,phrase/* foreign */.V$)(detail.needed);
}
function found(detail, otherwise) {
    return detail.found === undefined ? otherwise : (0,phrase/* foreign */.V$)(detail.found);
}
function before(detail) {
    return detail.other === undefined ? (0,phrase/* say */.cv) ` before` : (0,phrase/* say */.cv) ` to ${(0,phrase/* foreign */.V$)(detail.other)}`;
}
function as(detail) {
    return detail.found === undefined ? [] : (0,phrase/* say */.cv) `: ${(0,phrase/* foreign */.V$)(detail.found)}`;
}

;// CONCATENATED MODULE: ./lib/views/messages/repository.js




/** What keeps Signalbox from working in this repository at all. */
const REPOSITORY = {
    'config-invalid': {
        group: 'repository',
        title: () => (0,phrase/* say */.cv) `The config has errors`,
        body: waiting/* problems */.Bk,
        remedy: () => (0,phrase/* say */.cv) `Correct it on the default branch; nothing is decided by half a config.`,
    },
    'not-supported-yet': {
        group: 'repository',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* name */.UU(detail, (0,phrase/* say */.cv) `Something in the config`)} is known, but this version cannot do it yet`,
        body: waiting/* problems */.Bk,
        remedy: () => (0,phrase/* say */.cv) `Leave it out for now.`,
    },
    'workflow-unfit': {
        group: 'repository',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* name */.UU(detail, (0,phrase/* say */.cv) `The workflow`)} on the default branch cannot be started as it is`,
        remedy: () => (0,phrase/* say */.cv) `It is missing, cannot be read, or lacks the input, the run-name or the step of Signalbox, without which nobody would be kept out. Put it in order on the default branch, then say it again.`,
    },
    'no-config': {
        group: 'repository',
        title: () => (0,phrase/* say */.cv) `This repository does not use Signalbox yet`,
        remedy: () => (0,phrase/* say */.cv) `Put ${(0,phrase/* code */.aY)('.github/signalbox.yml')} on the default branch.`,
    },
    'state-unreadable': {
        group: 'repository',
        title: (detail) => (0,phrase/* say */.cv) `The state branch cannot be read${nouns/* because */.xx(detail)}`,
        remedy: () => (0,phrase/* say */.cv) `Nothing that needs it is decided or written until it can. What was asked for is done then, unless it is older than a quarter of an hour. ${(0,phrase/* code */.aY)('/repair')} shows what would mend it; with git, take the commit back that damaged it.`,
    },
    'state-newer-format': {
        group: 'repository',
        title: (detail) => (0,phrase/* say */.cv) `The state branch was written by a newer version of Signalbox${nouns/* because */.xx(detail)}`,
        remedy: () => (0,phrase/* say */.cv) `Update this one; an older version must not touch it.`,
    },
    'state-behind-trace': {
        group: 'repository',
        title: (detail) => (0,phrase/* say */.cv) `The state branch is older than what Signalbox has seen${nouns/* because */.xx(detail)}`,
        remedy: () => (0,phrase/* say */.cv) `It was taken back or deleted, so that numbers could be given twice. Everything stops until it is at its newest commit again: put it back with git, or see what ${(0,phrase/* code */.aY)('/repair')} would do.`,
    },
    'record-too-large': {
        group: 'repository',
        title: (detail) => (0,phrase/* say */.cv) `A record of the state branch would become too large${nouns/* because */.xx(detail)}`,
        remedy: () => (0,phrase/* say */.cv) `Nothing was written. Outputs of jobs are what makes records large: write a link to ${(0,phrase/* code */.aY)('$SIGNALBOX_OUTPUT')} instead of the thing itself, or end the release with ${(0,phrase/* code */.aY)('/abort')}.`,
    },
    'missing-permission': {
        group: 'repository',
        title: (detail) => detail.needed === undefined
            ? (0,phrase/* say */.cv) `Signalbox may not do this here${nouns/* because */.xx(detail)}`
            : (0,phrase/* say */.cv) `The token that was at work lacks ${(0,phrase/* code */.aY)(detail.needed)}`,
        remedy: () => (0,phrase/* say */.cv) `Grant what is missing: to the App in its settings (${(0,phrase/* code */.aY)('app.yml')} lists it), to a workflow by ${(0,phrase/* code */.aY)('permissions: { contents: write }')}, and without the App the others in docs/guide/install-action.md. What waits for it goes on when a job that has it comes by, a sweep at the latest.`,
    },
    'state-branch-refused': {
        group: 'repository',
        title: (detail) => (0,phrase/* say */.cv) `GitHub does not let Signalbox use its state branch${nouns/* because */.xx(detail)}`,
        remedy: () => (0,phrase/* say */.cv) `Nothing was done. Take out of the way what GitHub names, then push or say it again; what such a branch can stand is in docs/guide/install-action.md, “Protect the state branch”.`,
    },
    'internal-error': {
        group: 'repository',
        title: () => (0,phrase/* say */.cv) `Signalbox itself stumbled over this and set it aside`,
        body: (detail) => (detail.name === undefined ? [] : [(0,block/* paragraph */.FY)((0,phrase/* say */.cv) `Set aside: ${(0,phrase/* code */.aY)(detail.name)}`)]),
        remedy: () => (0,phrase/* say */.cv) `Nothing was done, and nothing else is held up. Please report it with the log of that moment.`,
    },
};

;// CONCATENATED MODULE: ./lib/views/messages/told.js



/** The answer to a query, or a friendly "nothing to do". */
const TOLD = {
    'repair-planned': {
        group: 'told',
        title: () => (0,phrase/* say */.cv) `This is wrong with the state branch, and this would be done`,
        body: nouns/* repairs */.XT,
        remedy: () => (0,phrase/* say */.cv) `Nothing was changed.`,
    },
    'nothing-to-repair': {
        group: 'told',
        title: () => (0,phrase/* say */.cv) `The state branch is whole: there is nothing to repair`,
    },
    help: {
        group: 'told',
        title: ({ topic = '' }) => {
            const command = (0,table/* commandNamed */.v)(topic.replace(/^\//, ''));
            return command === null ? (0,phrase/* say */.cv) `What Signalbox understands` : (0,phrase/* say */.cv) `How ${(0,phrase/* code */.aY)(`/${command}`)} works`;
        },
    },
    'releases-listed': {
        group: 'told',
        title: (detail) => (detail.app === undefined ? (0,phrase/* say */.cv) `Releases` : (0,phrase/* say */.cv) `Releases of ${(0,phrase/* foreign */.V$)(detail.app)}`),
    },
    'status-listed': {
        group: 'told',
        title: () => (0,phrase/* say */.cv) `What runs where`,
    },
    'release-shown': {
        group: 'told',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* release */._r(detail, (0,phrase/* say */.cv) `A release`)} in full`,
    },
    'nothing-to-do': {
        group: 'told',
        title: () => (0,phrase/* say */.cv) `There is nothing to do`,
    },
    'nothing-to-unlock': {
        group: 'told',
        title: (detail) => detail.environment === undefined
            ? (0,phrase/* say */.cv) `No environment is held: neither by a run nor by a lock`
            : (0,phrase/* say */.cv) `${nouns/* place */.ik(detail)} is free already: neither a run nor a lock holds it`,
    },
    'already-locked': {
        group: 'told',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* place */.ik(detail)} is already locked${nouns.by(detail)}`,
        body: (detail, now) => nouns/* holder */.Lm(detail, now),
    },
    'not-pinned': {
        group: 'told',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* place */.ik(detail)} is not pinned`,
    },
    'already-pinned': {
        group: 'told',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* place */.ik(detail)} is already pinned${detail.other === undefined ? [] : (0,phrase/* say */.cv) ` to ${(0,phrase/* foreign */.V$)(detail.other)}`}`,
        body: (detail, now) => nouns/* holder */.Lm(detail, now),
    },
    'not-held': {
        group: 'told',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* release */._r(detail)} is not on hold`,
    },
    'already-held': {
        group: 'told',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* release */._r(detail)} is already on hold`,
        body: (detail, now) => nouns/* holder */.Lm(detail, now),
    },
    'already-claimed': {
        group: 'told',
        title: (detail) => (0,phrase/* say */.cv) `${nouns/* attempt */.CD(detail)} was admitted to this run before`,
    },
    'already-reported': {
        group: 'told',
        title: (detail) => (0,phrase/* say */.cv) `The result of ${nouns/* attempt */.CD(detail, (0,phrase/* say */.cv) `the attempt`)} was on record before`,
    },
};

;// CONCATENATED MODULE: ./lib/views/messages.js







/** The catalogue: every reason code has its text here, and every front uses it (invariant 14). */
const MESSAGES = {
    ...DONE,
    ...TOLD,
    ...waiting/* WAITING */.uE,
    ...REFUSED,
    ...FENCE,
    ...ENDED,
    ...REPOSITORY,
};
/** @returns the message of a code. */
function messageOf(code) {
    return MESSAGES[code];
}
/** @returns whether the catalogue has the code. */
function isReasonCode(code) {
    return Object.hasOwn(MESSAGES, code);
}
/** @returns the title to stand behind other words: `waiting: the environment is taken`. */
function midSentence(code, detail) {
    const [first, ...others] = messageOf(code).title(detail);
    if (first?.kind !== 'own')
        return first === undefined ? [] : [first, ...others];
    const text = first.text.replace(/^(The|An?|It|No|Nobody|Nothing|Required|Somebody|This|There|Others)\b/, (word) => word.toLowerCase());
    return [{ kind: 'own', text }, ...others];
}


/***/ }),

/***/ 1408:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AV: () => (/* binding */ checks),
/* harmony export */   Bk: () => (/* binding */ problems),
/* harmony export */   KT: () => (/* binding */ named),
/* harmony export */   uE: () => (/* binding */ WAITING)
/* harmony export */ });
/* harmony import */ var _amounts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9235);
/* harmony import */ var _block_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2491);
/* harmony import */ var _glyphs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7719);
/* harmony import */ var _nouns_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4191);
/* harmony import */ var _phrase_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6721);





/** What an attempt waits for; some are refusals too. */
const WAITING = {
    'environment-taken': {
        group: 'waiting',
        title: (detail) => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `${_nouns_js__WEBPACK_IMPORTED_MODULE_2__/* .place */ .ik(detail)} is taken by ${_nouns_js__WEBPACK_IMPORTED_MODULE_2__/* .other */ .F(detail)}`,
        body: (detail, now) => _nouns_js__WEBPACK_IMPORTED_MODULE_2__/* .atWork */ .R_(detail, now),
        remedy: () => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `It is free when that release is through. If its run is dead, unlock the environment.`,
    },
    'environment-locked': {
        group: 'waiting',
        title: (detail) => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `${_nouns_js__WEBPACK_IMPORTED_MODULE_2__/* .place */ .ik(detail)} is locked${_nouns_js__WEBPACK_IMPORTED_MODULE_2__.by(detail)}`,
        body: (detail, now) => _nouns_js__WEBPACK_IMPORTED_MODULE_2__/* .holder */ .Lm(detail, now),
        remedy: () => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `Ask who holds it, or unlock it.`,
    },
    'environment-pinned': {
        group: 'waiting',
        title: (detail) => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `${_nouns_js__WEBPACK_IMPORTED_MODULE_2__/* .place */ .ik(detail)} is pinned${pinnedTo(detail)}`,
        body: (detail, now) => _nouns_js__WEBPACK_IMPORTED_MODULE_2__/* .holder */ .Lm(detail, now),
        remedy: () => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `Promote the release that shall run there, or unpin the environment.`,
    },
    'environment-unknown': {
        group: 'waiting',
        title: (detail) => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `${_nouns_js__WEBPACK_IMPORTED_MODULE_2__/* .place */ .ik(detail)} is not in the config any more`,
        remedy: () => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `Put it back on the default branch, or abort the release.`,
    },
    'app-unknown': {
        group: 'waiting',
        title: (detail) => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `${_nouns_js__WEBPACK_IMPORTED_MODULE_2__/* .app */ .yA(detail)} is not in the config any more`,
        remedy: () => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `Put it back on the default branch, or abort its releases. What people locked or pinned stays so.`,
    },
    'former-place-held': {
        group: 'waiting',
        title: (detail) => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `${_nouns_js__WEBPACK_IMPORTED_MODULE_2__/* .place */ .ik(detail)} is new, and may be the same place as ${_nouns_js__WEBPACK_IMPORTED_MODULE_2__/* .former */ .sB(detail)}`,
        body: (detail, now) => _nouns_js__WEBPACK_IMPORTED_MODULE_2__/* .holder */ .Lm(detail, now),
        remedy: (detail) => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `Both could be one place, and what holds the old name is not undone by editing a file: ${_nouns_js__WEBPACK_IMPORTED_MODULE_2__/* .freeing */ .HX(detail)}, or put the name back into the config.`,
    },
    'checks-pending': {
        group: 'waiting',
        title: (detail) => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `Required checks are still running${named(detail, 'pending')}`,
        body: checks,
        remedy: () => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `It goes on by itself when they are green.`,
    },
    'checks-missing': {
        group: 'waiting',
        title: (detail) => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `Nobody has reported required checks${named(detail, 'missing')}`,
        body: checks,
        remedy: (detail) => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `Run them on this commit, or correct their names in the config; letter case does not matter.${instead(detail)}`,
    },
    'checks-unreadable': {
        group: 'waiting',
        title: (detail) => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `GitHub did not show all checks of the commit${_nouns_js__WEBPACK_IMPORTED_MODULE_2__/* .because */ .xx(detail)}`,
        remedy: () => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `It is tried again. If it lasts, look at the permissions of Signalbox: statuses and checks, read.`,
    },
    'input-missing': {
        group: 'waiting',
        title: (detail) => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `A value does not exist yet: ${_nouns_js__WEBPACK_IMPORTED_MODULE_2__/* .name */ .UU(detail, (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `an input refers to nothing`)}`,
        remedy: () => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `It goes on when the value is there; set the input by a retry to go on without.`,
    },
    'policy-invalid': {
        group: 'waiting',
        title: () => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `The config on the default branch has errors`,
        body: problems,
        remedy: () => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `Correct it on the default branch; it is read again at once.`,
    },
    'policy-absent': {
        group: 'waiting',
        title: () => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `The config, ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .code */ .aY)('.github/signalbox.yml')}, is gone from the default branch`,
        remedy: () => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `Nothing starts and nothing is undone by that. Put the file back (${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .code */ .aY)('git revert')}); or, to go on without rules of your own, write one that says nothing but ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .code */ .aY)('signalbox: 1')}.`,
    },
    'github-unavailable': {
        group: 'waiting',
        title: (detail) => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `GitHub could not be asked about ${asked(detail)}`,
        remedy: () => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `It is asked again in every turn and every sweep; nobody has to do anything.`,
    },
    'on-hold': {
        group: 'waiting',
        title: (detail) => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `${_nouns_js__WEBPACK_IMPORTED_MODULE_2__/* .release */ ._r(detail)} is on hold${_nouns_js__WEBPACK_IMPORTED_MODULE_2__.by(detail)}`,
        body: (detail, now) => _nouns_js__WEBPACK_IMPORTED_MODULE_2__/* .holder */ .Lm(detail, now),
        remedy: () => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `It goes on when somebody resumes it.`,
    },
};
/** What a rule wanted to know, in words. */
function asked({ topic }) {
    switch (topic) {
        case 'policy':
            return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `the config`;
        case 'checks':
            return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `the checks of the commit`;
        case 'access':
            return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `the role of whoever asked for it`;
        case 'run':
        case 'runByNonce':
            return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `a workflow run`;
        default:
            return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `what it depends on`;
    }
}
/** One line for each check: its state, its name, its address. */
function checks(detail) {
    const items = (detail.checks ?? []).map((check) => {
        return { phrase: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `${_glyphs_js__WEBPACK_IMPORTED_MODULE_1__/* .CHECK_GLYPHS */ .$8[check.state]} ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .link */ .nf)((0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .code */ .aY)(check.name), check.url)} ${state(check)}` };
    });
    return items.length === 0 ? [] : [(0,_block_js__WEBPACK_IMPORTED_MODULE_4__/* .list */ .p_)(capped(items))];
}
/** One line for each error of the config: where, and what. */
function problems(detail) {
    const items = (detail.problems ?? []).map((each) => ({
        phrase: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `${where(each)} ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .foreign */ .V$)(each.message)}`,
    }));
    return items.length === 0 ? [] : [(0,_block_js__WEBPACK_IMPORTED_MODULE_4__/* .list */ .p_)(capped(items))];
}
/** `: lint and test`, the checks that are in this state. */
function named(detail, wanted) {
    const names = (detail.checks ?? [])
        .filter((check) => check.state === wanted)
        .map((check) => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .code */ .aY)(check.name));
    return names.length === 0 || names.length > 4 ? [] : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `: ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .listed */ .KE)(names)}`;
}
/**
 * What is on the commit where something else was waited for: the names to choose from. The App is added where the name
 * is right, as then it is the App that the config asks for another one of.
 */
function instead(detail) {
    const missing = (detail.checks ?? []).filter((check) => check.state === 'missing');
    const wanted = new Set(missing.map((check) => check.name.toLowerCase()));
    const names = (detail.reported ?? []).slice(0, 10).map(({ name, app }) => {
        if (!wanted.has(name.toLowerCase()))
            return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .code */ .aY)(name);
        return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .code */ .aY)(name)} by ${app === null ? (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `a status` : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .code */ .aY)(app)}`;
    });
    if (detail.reported !== undefined && names.length === 0)
        return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) ` The commit has no other checks.`;
    return names.length === 0 ? [] : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) ` Reported on the commit: ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .listed */ .KE)(names)}.`;
}
function capped(items) {
    const most = 25;
    if (items.length <= most)
        return items;
    return [...items.slice(0, most), { phrase: (0,_amounts_js__WEBPACK_IMPORTED_MODULE_0__/* .count */ .U9)(items.length - most, 'more line') }];
}
function where({ file, line, column }) {
    return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .code */ .aY)(`${file}:${line}:${column}`)}`;
}
function state(check) {
    const words = {
        success: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `is green`,
        pending: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `is running`,
        failure: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `is red`,
        missing: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) `is missing`,
    };
    return words[check.state];
}
function pinnedTo(detail) {
    return detail.other === undefined ? _nouns_js__WEBPACK_IMPORTED_MODULE_2__.by(detail) : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv) ` to ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .foreign */ .V$)(detail.other)}${_nouns_js__WEBPACK_IMPORTED_MODULE_2__.by(detail)}`;
}


/***/ }),

/***/ 4552:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ nextCommands),
/* harmony export */   k: () => (/* binding */ spellingOf)
/* harmony export */ });
/* harmony import */ var _commands_spell_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4716);
/* harmony import */ var _domain_state_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9093);
/* harmony import */ var _rows_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6617);



/** @returns the spelling that the policy asks for; without a policy the usual one. Null: nothing was recorded yet. */
function spellingOf(policy, state) {
    return { severalApps: (0,_domain_state_js__WEBPACK_IMPORTED_MODULE_1__/* .hasSeveralApps */ .HH)(state ?? { apps: {} }, policy), short: policy?.shortCommands ?? true };
}
/** @returns what people can do about a release now, as commands to paste, most likely first; four at most. */
function nextCommands(release, spelling) {
    const rows = (0,_rows_js__WEBPACK_IMPORTED_MODULE_2__/* .rowsOf */ .RO)(release);
    const commands = [
        ...(release.draft ? [about(release, spelling, 'promote')] : []),
        ...rows.flatMap((row) => helpFor(release, row, spelling)),
        ...atTheEnd(release, rows, spelling),
        about(release, spelling, 'info'),
    ];
    const texts = commands.map((command) => (0,_commands_spell_js__WEBPACK_IMPORTED_MODULE_0__/* .spellCommand */ .i)(command, spelling.short ? 'short' : 'long'));
    return [...new Set(texts)].slice(0, 4);
}
function helpFor(release, row, spelling) {
    const environment = row.spec.kind === 'deploy' ? row.spec.environment : null;
    if (environment !== null && row.activity.status === 'unknown') {
        return [unlock(release, environment, spelling)];
    }
    if (row.attempt?.status !== 'waiting' || row.attempt.waiting === undefined)
        return [];
    return helpForWaiting(row.attempt.waiting, release, environment, spelling);
}
function helpForWaiting({ for: code, detail }, release, environment, spelling) {
    if (code === 'on-hold')
        return [about(release, spelling, 'resume')];
    if (code === 'environment-unknown' || code === 'app-unknown')
        return [about(release, spelling, 'abort')];
    if (code === 'former-place-held')
        return freeing(detail.former, spelling);
    if (environment === null)
        return [];
    if (code === 'environment-locked')
        return [unlock(release, environment, spelling)];
    if (code === 'environment-taken')
        return [{ name: 'status' }];
    if (code !== 'environment-pinned')
        return [];
    return [
        { name: 'promote', release: argument(release, spelling), environment },
        { name: 'unpin', environment, ...appOf(release, spelling) },
    ];
}
function freeing(former, { severalApps }) {
    if (former === undefined || former.held === 'taken')
        return [{ name: 'status' }];
    const { environment } = former;
    const where = severalApps ? { environment, app: former.app } : { environment };
    if (former.held === 'pinned')
        return [{ name: 'unpin', ...where }];
    return [{ name: 'unlock', ...where, cancel: false, force: false }];
}
function atTheEnd(release, rows, spelling) {
    switch (release.status) {
        case 'failed':
        case 'partially-succeeded': {
            const isDeploy = rows.some(({ spec, activity }) => spec.kind === 'deploy' && activity.status === 'failed');
            const back = { name: 'rollback', cancel: false, ...appOf(release, spelling) };
            return isDeploy ? [about(release, spelling, 'retry'), back] : [about(release, spelling, 'retry')];
        }
        case 'aborted':
            return [about(release, spelling, 'retry')];
        case 'succeeded':
            return [{ name: 'rollback', cancel: false, ...appOf(release, spelling) }];
        case 'superseded':
            return [{ name: 'releases', ...appOf(release, spelling) }];
        case 'running':
        case 'queued':
            return [about(release, spelling, 'hold'), about(release, spelling, 'abort')];
        case 'draft':
        case 'scheduled':
        case 'on-hold':
            return [about(release, spelling, 'abort')];
    }
}
function about(release, spelling, name) {
    const argued = argument(release, spelling);
    if (name === 'abort')
        return { name, release: argued, force: false };
    if (name === 'retry')
        return { name, release: argued, set: {} };
    return { name, release: argued };
}
function unlock(release, environment, spelling) {
    return { name: 'unlock', environment, cancel: false, force: false, ...appOf(release, spelling) };
}
function argument({ app, number }, { severalApps }) {
    return severalApps ? { app, number } : { number };
}
function appOf({ app }, { severalApps }) {
    return severalApps ? { app } : {};
}


/***/ }),

/***/ 4191:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CD: () => (/* binding */ attempt),
/* harmony export */   Eb: () => (/* binding */ activity),
/* harmony export */   F: () => (/* binding */ other),
/* harmony export */   HX: () => (/* binding */ freeing),
/* harmony export */   KR: () => (/* binding */ ref),
/* harmony export */   Ki: () => (/* binding */ underWay),
/* harmony export */   Lm: () => (/* binding */ holder),
/* harmony export */   MV: () => (/* binding */ person),
/* harmony export */   R_: () => (/* binding */ atWork),
/* harmony export */   SF: () => (/* binding */ undone),
/* harmony export */   UU: () => (/* binding */ name),
/* harmony export */   XT: () => (/* binding */ repairs),
/* harmony export */   _r: () => (/* binding */ release),
/* harmony export */   by: () => (/* binding */ by),
/* harmony export */   cd: () => (/* binding */ commit),
/* harmony export */   eF: () => (/* binding */ run),
/* harmony export */   ik: () => (/* binding */ place),
/* harmony export */   sB: () => (/* binding */ former),
/* harmony export */   w9: () => (/* binding */ runThere),
/* harmony export */   xx: () => (/* binding */ because),
/* harmony export */   yA: () => (/* binding */ app),
/* harmony export */   zM: () => (/* binding */ choices)
/* harmony export */ });
/* harmony import */ var _amounts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9235);
/* harmony import */ var _block_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2491);
/* harmony import */ var _phrase_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6721);



/** The release it is about, or our own words for it. */
function release(detail, otherwise = (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `The release`) {
    return detail.release === undefined ? otherwise : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .foreign */ .V$)(detail.release);
}
function other(detail, otherwise = (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `another release`) {
    return detail.other === undefined ? otherwise : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .foreign */ .V$)(detail.other);
}
/** The app. */
function app(detail) {
    return detail.app === undefined ? (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `The app` : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `The app ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(detail.app)}`;
}
/** A place that is not in the config any more, and what holds it: `production of shop`, which is locked by bob. */
function former(detail) {
    const { former: place } = detail;
    if (place === undefined)
        return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `another`;
    const who = place.held === 'taken' ? (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) ` by ${other(detail)}` : by(detail);
    return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(place.environment)} of ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .foreign */ .V$)(place.app)}, which is ${held(place.held)}${who}`;
}
function held(word) {
    switch (word) {
        case 'locked':
            return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `locked`;
        case 'pinned':
            return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `pinned`;
        case 'taken':
            return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `taken`;
    }
}
/** What takes that hold away. */
function freeing(detail) {
    switch (detail.former?.held) {
        case 'locked':
            return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `unlock it`;
        case 'pinned':
            return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `unpin it`;
        default:
            return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `wait until its run has ended`;
    }
}
/** The environment, or all of them. */
function place(detail, otherwise = (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `The environment`) {
    if (detail.environment !== undefined)
        return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(detail.environment);
    const many = detail.environments ?? [];
    return many.length === 0 ? otherwise : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .listed */ .KE)(many.map(_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY));
}
function activity(detail, otherwise = (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `The activity`) {
    return detail.activity === undefined ? otherwise : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(detail.activity);
}
function attempt(detail, otherwise = (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `The attempt`) {
    if (detail.attempt === undefined)
        return otherwise;
    const of = detail.activity === undefined ? [] : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) ` of ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(detail.activity)}`;
    const inside = detail.release === undefined ? [] : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) ` in ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .foreign */ .V$)(detail.release)}`;
    return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `Attempt ${detail.attempt}${of}${inside}`;
}
function person(detail, otherwise = (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `somebody`) {
    return detail.by === undefined ? otherwise : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .foreign */ .V$)(detail.by);
}
/** ` by alice`, or nothing. */
function by(detail) {
    return detail.by === undefined ? [] : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) ` by ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .foreign */ .V$)(detail.by)}`;
}
function commit(detail, otherwise = (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `the commit`) {
    return detail.sha === undefined ? otherwise : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)((0,_amounts_js__WEBPACK_IMPORTED_MODULE_0__/* .shortSha */ .Fu)(detail.sha));
}
function ref(detail, otherwise = (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `The ref`) {
    return detail.ref === undefined ? otherwise : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)((0,_amounts_js__WEBPACK_IMPORTED_MODULE_0__/* .shortRef */ .m3)(detail.ref));
}
function name(detail, otherwise) {
    return detail.name === undefined ? otherwise : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(detail.name);
}
/** `: why`, when somebody else's words are known. */
function because(detail) {
    return detail.message === undefined ? [] : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `: ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .foreign */ .V$)(detail.message)}`;
}
/** Who, since when, until when, and why: what a lock, a pin or a hold has to say for itself, or had. */
function holder(detail, now, by = (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `By`) {
    const items = [];
    const who = detail.by === undefined ? [] : [(0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `${by} ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .foreign */ .V$)(detail.by)}`];
    const since = detail.since === undefined ? [] : [(0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `${(0,_amounts_js__WEBPACK_IMPORTED_MODULE_0__/* .age */ .KW)(detail.since, now)} (${(0,_amounts_js__WEBPACK_IMPORTED_MODULE_0__/* .moment */ .n$)(detail.since)})`];
    if (who.length + since.length > 0)
        items.push({ phrase: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .joined */ .oR)([...who, ...since]) });
    if (detail.until !== undefined) {
        items.push({ phrase: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `Until ${(0,_amounts_js__WEBPACK_IMPORTED_MODULE_0__/* .moment */ .n$)(detail.until)} (${(0,_amounts_js__WEBPACK_IMPORTED_MODULE_0__/* .age */ .KW)(detail.until, now)})` });
    }
    if (detail.reason !== undefined)
        items.push({ phrase: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `Because: ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .foreign */ .V$)(detail.reason)}` });
    return items.length === 0 ? [] : [(0,_block_js__WEBPACK_IMPORTED_MODULE_2__/* .list */ .p_)(items)];
}
/** Why what held is undone. */
function undone({ undoneBecause: why }) {
    return why === undefined ? [] : [(0,_block_js__WEBPACK_IMPORTED_MODULE_2__/* .paragraph */ .FY)((0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `Removed because: ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .foreign */ .V$)(why)}`)];
}
/** Since when a run is under way, and where to look at it. */
function atWork(detail, now) {
    if (detail.since === undefined)
        return run(detail);
    const watch = detail.run === undefined ? [] : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) ` · ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .link */ .nf)((0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `watch the run`, detail.run)}`;
    return [(0,_block_js__WEBPACK_IMPORTED_MODULE_2__/* .paragraph */ .FY)((0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `It started ${(0,_amounts_js__WEBPACK_IMPORTED_MODULE_0__/* .age */ .KW)(detail.since, now)}${watch}.`)];
}
/** The run that works in an environment, and for which release. */
function runThere(detail) {
    const of = detail.release === undefined ? [] : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) ` of ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .foreign */ .V$)(detail.release)}`;
    return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `The run${of} in ${place(detail, (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `the environment`)}`;
}
/** A link to the workflow run, when it is known. */
function run(detail) {
    return detail.run === undefined ? [] : [(0,_block_js__WEBPACK_IMPORTED_MODULE_2__/* .paragraph */ .FY)((0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .link */ .nf)((0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `The workflow run`, detail.run))];
}
/** What a lock, hold or abort found under way. */
function underWay(detail) {
    const { withdrawn = [], out = [] } = detail;
    const back = (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `Taken back before it started: ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .listed */ .KE)(withdrawn.map(_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .foreign */ .V$))}.`;
    const under = (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `Already under way, and not stopped: ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .listed */ .KE)(out.map(_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .foreign */ .V$))}.`;
    return [
        ...(withdrawn.length === 0 ? [] : [(0,_block_js__WEBPACK_IMPORTED_MODULE_2__/* .paragraph */ .FY)(back)]),
        ...(out.length === 0 ? [] : [(0,_block_js__WEBPACK_IMPORTED_MODULE_2__/* .paragraph */ .FY)(under)]),
    ];
}
/** The commands, or names, of which one is meant. Not needed where the answer ends with the same ones. */
function choices(label, texts) {
    const shown = (texts ?? []).slice(0, 20);
    if (shown.length === 0)
        return [];
    return [
        (0,_block_js__WEBPACK_IMPORTED_MODULE_2__/* .paragraph */ .FY)([{ kind: 'own', text: `${label}:` }]),
        (0,_block_js__WEBPACK_IMPORTED_MODULE_2__/* .list */ .p_)(shown.map((text) => ({ phrase: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(text) }))),
    ];
}
/** What is wrong with the state branch, place by place, and what helps. */
function repairs(detail) {
    const items = (detail.steps ?? []).map((step) => ({
        phrase: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(step.file)}: ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .foreign */ .V$)(step.problem)}`,
        items: [{ phrase: remedyOf(step) }],
    }));
    return items.length === 0 ? [] : [(0,_block_js__WEBPACK_IMPORTED_MODULE_2__/* .list */ .p_)(items)];
}
function remedyOf({ remedy, commit, number }) {
    const at = commit === undefined ? [] : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) ` ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)((0,_amounts_js__WEBPACK_IMPORTED_MODULE_0__/* .shortSha */ .Fu)(commit))}`;
    switch (remedy) {
        case 'restore':
            return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `gets the text it has in commit${at}`;
        case 'set-aside':
            return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `is moved to ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)('set-aside/')}, where it can be looked at`;
        case 'take-over':
            return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `is taken over as it is${at}; what it lowered of turn and numbers is not`;
        case 'put-back':
            return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `every file gets the text it has in commit${at}`;
        case 'make-again':
            return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `is made again from the records`;
        case 'raise-number':
            return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `the next one is v${number ?? 1}; the records in between are lost`;
        case 'by-hand':
            return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `has to be mended by hand, with git`;
    }
}


/***/ }),

/***/ 6721:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KE: () => (/* binding */ listed),
/* harmony export */   V$: () => (/* binding */ foreign),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   cv: () => (/* binding */ say),
/* harmony export */   ko: () => (/* binding */ strong),
/* harmony export */   nf: () => (/* binding */ link),
/* harmony export */   oR: () => (/* binding */ joined)
/* harmony export */ });
/** Tag for our own words: say`waits for ${code(name)}`. Values are phrases or numbers, never strings. */
function say(words, ...values) {
    return words.flatMap((text, at) => {
        const value = values[at];
        const own = text === '' ? [] : [{ kind: 'own', text }];
        if (value === undefined)
            return own;
        return [...own, ...(typeof value === 'number' ? [{ kind: 'own', text: String(value) }] : value)];
    });
}
/** Somebody else's words, shown as text. */
function foreign(text) {
    return [{ kind: 'foreign', text }];
}
/** A name, a commit, a command: shown letter for letter. */
function code(text) {
    return [{ kind: 'code', text }];
}
function strong(phrase) {
    return [{ kind: 'strong', phrase }];
}
/** A link; an address that is not `https:` or `http:` leaves the label alone. */
function link(label, url) {
    return url === null || url === undefined || !isWebAddress(url) ? label : [{ kind: 'link', label, url }];
}
/** @returns the phrases with our own text between them. */
function joined(phrases, between = say `, `) {
    return phrases.flatMap((phrase, at) => (at === 0 ? phrase : [...between, ...phrase]));
}
/** @returns `a, b and c`. */
function listed(phrases) {
    const last = phrases.at(-1) ?? [];
    return phrases.length < 2 ? last : say `${joined(phrases.slice(0, -1))} and ${last}`;
}
function isWebAddress(url) {
    return URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol);
}


/***/ }),

/***/ 2875:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ whyOf),
/* harmony export */   u: () => (/* binding */ reasonText)
/* harmony export */ });
/* harmony import */ var _domain_names_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2720);
/* harmony import */ var _messages_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(875);
/* harmony import */ var _phrase_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6721);



/**
 * @returns why an activity is where it is, to stand behind its status: what it waits for, why it ended, what made it be
 * skipped. Null when the status says it all.
 */
function whyOf(release, { activity, attempt }, severalApps) {
    if (activity.status === 'skipped' && activity.skipped)
        return (0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .midSentence */ .kt)(activity.skipped.code, {});
    if (attempt?.ending && attempt.finishedAt === undefined)
        return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `its run is being cancelled`;
    if (attempt?.waiting)
        return (0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .midSentence */ .kt)(attempt.waiting.for, attempt.waiting.detail);
    if (activity.status === 'succeeded')
        return null;
    if (attempt?.reason !== undefined) {
        const by = attempt.by === undefined || attempt.by.id === 0 ? {} : { by: attempt.by.login };
        return (0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .midSentence */ .kt)(attempt.reason, { ...by, ...supersededBy(release, severalApps), ...attempt.detail });
    }
    if (activity.status === 'running' && attempt?.admitted === undefined)
        return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `its run is on its way`;
    return attempt === undefined ? whyNever(release, severalApps) : null;
}
/** @returns why activities that were never tried never will be; null when they may be. */
function whyNever(release, severalApps) {
    if (release.superseded)
        return (0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .midSentence */ .kt)('superseded', supersededBy(release, severalApps));
    if (release.abort)
        return (0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .midSentence */ .kt)('aborted', { by: release.abort.by.login });
    return null;
}
function supersededBy(release, severalApps) {
    const by = release.superseded?.by;
    return by === undefined || by === null
        ? {}
        : { other: (0,_domain_names_js__WEBPACK_IMPORTED_MODULE_2__/* .spellRelease */ .e)({ app: release.app, number: by }, severalApps) };
}
/** @returns the reason in words; a code that this version does not know is shown as it is. */
function reasonText(code) {
    return (0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .isReasonCode */ .O8)(code) ? (0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .midSentence */ .kt)(code, {}) : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .foreign */ .V$)(code);
}


/***/ }),

/***/ 6477:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  T: () => (/* binding */ origin),
  G: () => (/* binding */ renderLiveComment)
});

// EXTERNAL MODULE: ./lib/domain/names.js
var names = __webpack_require__(2720);
// EXTERNAL MODULE: ./lib/domain/state.js
var domain_state = __webpack_require__(9093);
// EXTERNAL MODULE: ./lib/views/amounts.js
var amounts = __webpack_require__(9235);
// EXTERNAL MODULE: ./lib/views/block.js
var block = __webpack_require__(2491);
// EXTERNAL MODULE: ./lib/views/glyphs.js
var glyphs = __webpack_require__(7719);
// EXTERNAL MODULE: ./lib/views/markdown.js
var markdown = __webpack_require__(1889);
// EXTERNAL MODULE: ./lib/views/next-commands.js
var next_commands = __webpack_require__(4552);
// EXTERNAL MODULE: ./lib/views/phrase.js
var phrase = __webpack_require__(6721);
// EXTERNAL MODULE: ./lib/views/progress.js
var progress = __webpack_require__(2875);
// EXTERNAL MODULE: ./lib/views/rows.js
var views_rows = __webpack_require__(6617);
;// CONCATENATED MODULE: ./lib/views/progress-table.js






/** @returns the activities of a release with status, reason and links; the phase is left out where it says nothing. */
function progressTable(release, policy, severalApps) {
    const rows = (0,views_rows/* rowsOf */.RO)(release);
    const isPlain = rows.every(({ phase, spec }) => phase === spec.name);
    const lines = rows.map((row, at) => {
        const isFirst = rows[at - 1]?.phase !== row.phase;
        const phase = isFirst ? [(0,phrase/* foreign */.V$)(row.phase)] : [[]];
        const cells = [[what(row, policy)], statusLines(release, row, severalApps)];
        return isPlain ? cells : [phase, ...cells];
    });
    return (0,block/* table */.tp)(isPlain ? ['Phase', 'Status'] : ['Phase', 'Task or environment', 'Status'], lines);
}
/** A task by its name, a deploy by its environment, with its address once something runs there. */
function what({ spec, activity }, policy) {
    if (spec.kind === 'task')
        return (0,phrase/* foreign */.V$)(spec.name);
    const url = activity.status === 'succeeded' ? policy?.environments[spec.environment]?.url : undefined;
    return (0,phrase/* link */.nf)((0,phrase/* code */.aY)(spec.environment), url);
}
function statusLines(release, row, severalApps) {
    const { activity, attempt } = row;
    const status = (0,views_rows/* isNeverReached */.Zg)(release, activity)
        ? (0,phrase/* say */.cv) `${(0,glyphs/* glyph */.Vq)('skipped')} ${(0,views_rows/* rowWord */.H_)(release, row)}`
        : (0,glyphs/* statusText */.qS)(activity.status);
    const tries = activity.attempts.filter((each) => each.withdrawn === undefined).length;
    const facts = [
        activity.status === 'failed' || activity.status === 'unknown' ? (0,phrase/* strong */.ko)(status) : status,
        ...(tries > 1 ? [(0,phrase/* say */.cv) `attempt ${activity.attempts.length}`] : []),
        ...duration(row),
        ...(attempt?.run ? [(0,phrase/* link */.nf)((0,phrase/* say */.cv) `run`, attempt.run.url)] : []),
    ];
    const why = (0,progress/* whyOf */.g)(release, row, severalApps);
    return [(0,phrase/* joined */.oR)(facts, (0,phrase/* say */.cv) ` · `), ...(why === null ? [] : [why])];
}
function duration({ attempt }) {
    const { dispatchedAt, finishedAt } = attempt ?? {};
    return dispatchedAt === undefined || finishedAt === undefined ? [] : [(0,amounts/* lasted */.aG)(dispatchedAt, finishedAt)];
}

;// CONCATENATED MODULE: ./lib/views/release-comment.js










/**
 * The one live comment of a release on a pull request in it. All times in it are absolute, so that its text changes
 * only when the release does (invariant 8: written on change only).
 *
 * @param policy null when it cannot be read; then addresses of environments are left out.
 * @param now only tells which locks have run out.
 */
function renderLiveComment(release, state, policy, now) {
    const spelling = (0,next_commands/* spellingOf */.k)(policy, state);
    return (0,markdown/* toMarkdown */.l6)([
        headline(release, spelling.severalApps),
        (0,block/* paragraph */.FY)(origin(release, spelling.severalApps)),
        progressTable(release, policy, spelling.severalApps),
        ...remarks(release, state, now),
        ...(0,block/* commands */.Pi)('Next', (0,next_commands/* nextCommands */._)(release, spelling)),
    ]);
}
function headline(release, severalApps) {
    const name = (0,phrase/* foreign */.V$)((0,names/* spellRelease */.e)(release, severalApps));
    return (0,block/* heading */.R_)((0,phrase/* say */.cv) `${(0,glyphs/* glyph */.Vq)(release.status)} ${name} · ${(0,glyphs/* statusWord */.Hm)(release.status)}${whereItRuns(release)}`);
}
/** ` in staging`: where a running or failed release is. */
function whereItRuns(release) {
    const wanted = release.status === 'failed' ? 'failed' : release.status === 'running' ? 'running' : null;
    const names = (0,views_rows/* rowsOf */.RO)(release)
        .filter(({ activity }) => activity.status === wanted)
        .map(({ activity }) => (0,phrase/* code */.aY)(activity.name));
    return names.length === 0 || names.length > 3 ? [] : (0,phrase/* say */.cv) ` in ${(0,phrase/* listed */.KE)(names)}`;
}
/** What it is made of, by whom, and where a rollback comes from. */
function origin(release, severalApps) {
    const { sha, ref, createdBy, createdAt, description, rollback } = release.spec;
    const made = (0,phrase/* say */.cv) `${(0,phrase/* code */.aY)((0,amounts/* shortSha */.Fu)(sha))} of ${(0,phrase/* code */.aY)((0,amounts/* shortRef */.m3)(ref))}, by ${(0,phrase/* foreign */.V$)(createdBy.login)} on ${(0,amounts/* moment */.n$)(createdAt)}`;
    if (!rollback)
        return (0,phrase/* say */.cv) `${(0,phrase/* foreign */.V$)(description)} · ${made}`;
    const target = (0,phrase/* foreign */.V$)((0,names/* spellRelease */.e)({ app: release.app, number: rollback.to }, severalApps));
    const why = rollback.reason === undefined ? [] : (0,phrase/* say */.cv) ` · because: ${(0,phrase/* foreign */.V$)(rollback.reason)}`;
    return (0,phrase/* say */.cv) `Rollback to ${target} · ${made}${why}`;
}
/** Holds, and locks that stand in its way. */
function remarks(release, state, now) {
    const items = [];
    if (release.hold) {
        items.push({
            phrase: (0,phrase/* say */.cv) `${(0,glyphs/* statusText */.qS)('on-hold')} by ${(0,phrase/* foreign */.V$)(release.hold.by.login)}${because(release.hold.reason)}`,
        });
    }
    for (const { spec, attempt } of (0,views_rows/* rowsOf */.RO)(release)) {
        if (spec.kind !== 'deploy' || attempt?.waiting?.for !== 'environment-locked')
            continue;
        const { lock } = (0,domain_state/* environmentState */.LS)(state, release.app, spec.environment);
        if (lock === null || (lock.until !== undefined && lock.until <= now))
            continue;
        if (lock.reason === undefined && lock.until === undefined)
            continue;
        const until = lock.until === undefined ? [] : (0,phrase/* say */.cv) `, until ${(0,amounts/* moment */.n$)(lock.until)}`;
        items.push({
            phrase: (0,phrase/* say */.cv) `Lock on ${(0,phrase/* code */.aY)(spec.environment)} by ${(0,phrase/* foreign */.V$)(lock.by.login)}${until}${because(lock.reason)}`,
        });
    }
    return items.length === 0 ? [] : [(0,block/* list */.p_)(items)];
}
function because(reason) {
    return reason === undefined ? [] : (0,phrase/* say */.cv) `: ${(0,phrase/* foreign */.V$)(reason)}`;
}


/***/ }),

/***/ 160:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J0: () => (/* binding */ branches),
/* harmony export */   ik: () => (/* binding */ place),
/* harmony export */   mF: () => (/* binding */ releaseTree)
/* harmony export */ });
/* harmony import */ var _domain_names_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2720);
/* harmony import */ var _block_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2491);
/* harmony import */ var _glyphs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7719);
/* harmony import */ var _messages_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(875);
/* harmony import */ var _next_commands_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4552);
/* harmony import */ var _phrase_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6721);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2875);
/* harmony import */ var _release_comment_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6477);
/* harmony import */ var _rows_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6617);









/** @returns a release where it stands: headline, origin, its phases as a tree, what can be done next. */
function releaseTree(release, options) {
    const { severalApps } = options.spelling;
    const name = (0,_phrase_js__WEBPACK_IMPORTED_MODULE_6__/* .foreign */ .V$)((0,_domain_names_js__WEBPACK_IMPORTED_MODULE_7__/* .spellRelease */ .e)(release, severalApps));
    return [
        (0,_block_js__WEBPACK_IMPORTED_MODULE_8__/* .heading */ .R_)((0,_phrase_js__WEBPACK_IMPORTED_MODULE_6__/* .say */ .cv) `${(0,_glyphs_js__WEBPACK_IMPORTED_MODULE_0__/* .glyph */ .Vq)(release.status)} ${name} · ${whereabouts(release)}`),
        (0,_block_js__WEBPACK_IMPORTED_MODULE_8__/* .paragraph */ .FY)((0,_release_comment_js__WEBPACK_IMPORTED_MODULE_4__/* .origin */ .T)(release, severalApps)),
        ...branches(release, options),
    ];
}
/** @returns the tree of its phases alone, and what can be done next. */
function branches(release, { policy, spelling }) {
    return [
        (0,_block_js__WEBPACK_IMPORTED_MODULE_8__/* .list */ .p_)(phaseItems(release, policy, spelling.severalApps)),
        ...(0,_block_js__WEBPACK_IMPORTED_MODULE_8__/* .commands */ .Pi)('Next', (0,_next_commands_js__WEBPACK_IMPORTED_MODULE_2__/* .nextCommands */ ._)(release, spelling)),
    ];
}
/** `production running` where one activity says it all, else the release's own status. */
function whereabouts(release) {
    const telling = (0,_rows_js__WEBPACK_IMPORTED_MODULE_5__/* .rowsOf */ .RO)(release).filter(({ activity }) => ['running', 'waiting', 'unknown', 'failed'].includes(activity.status));
    const [row, ...more] = telling;
    if (row === undefined || more.length > 0)
        return (0,_glyphs_js__WEBPACK_IMPORTED_MODULE_0__/* .statusWord */ .Hm)(release.status);
    return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_6__/* .say */ .cv) `${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_6__/* .code */ .aY)(row.activity.name)} ${(0,_glyphs_js__WEBPACK_IMPORTED_MODULE_0__/* .statusWord */ .Hm)(row.activity.status)}`;
}
function phaseItems(release, policy, severalApps) {
    const rows = (0,_rows_js__WEBPACK_IMPORTED_MODULE_5__/* .rowsOf */ .RO)(release);
    return release.phases.map((phase) => {
        const within = rows.filter((row) => row.phase === phase.name);
        const items = within.map((row) => activityItem(release, row, policy, severalApps));
        const [only, ...more] = items;
        if (only && more.length === 0 && within[0]?.activity.name === phase.name)
            return only;
        return {
            phrase: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_6__/* .say */ .cv) `${(0,_glyphs_js__WEBPACK_IMPORTED_MODULE_0__/* .glyph */ .Vq)(phase.status)} ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_6__/* .strong */ .ko)((0,_phrase_js__WEBPACK_IMPORTED_MODULE_6__/* .foreign */ .V$)(phase.name))} ${(0,_glyphs_js__WEBPACK_IMPORTED_MODULE_0__/* .statusWord */ .Hm)(phase.status)}`,
            items,
        };
    });
}
function activityItem(release, row, policy, severalApps) {
    const { activity, attempt } = row;
    const why = (0,_progress_js__WEBPACK_IMPORTED_MODULE_3__/* .whyOf */ .g)(release, row, severalApps);
    const behind = why === null ? [] : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_6__/* .say */ .cv) `: ${why}`;
    const run = attempt?.run ? (0,_phrase_js__WEBPACK_IMPORTED_MODULE_6__/* .say */ .cv) ` · ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_6__/* .link */ .nf)((0,_phrase_js__WEBPACK_IMPORTED_MODULE_6__/* .say */ .cv) `run`, attempt.run.url)}` : [];
    const waiting = attempt?.status === 'waiting' ? attempt.waiting : undefined;
    const remedy = waiting && (0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(waiting.for).remedy?.(waiting.detail);
    return {
        phrase: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_6__/* .say */ .cv) `${(0,_glyphs_js__WEBPACK_IMPORTED_MODULE_0__/* .glyph */ .Vq)(activity.status)} ${place(row, policy)} ${(0,_rows_js__WEBPACK_IMPORTED_MODULE_5__/* .rowWord */ .H_)(release, row)}${behind}${run}`,
        ...(remedy ? { items: [{ phrase: remedy }] } : {}),
    };
}
/** @returns the name of an activity, with the address of its environment behind it. */
function place({ spec, activity }, policy) {
    const url = spec.kind === 'deploy' ? policy?.environments[spec.environment]?.url : undefined;
    return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_6__/* .link */ .nf)((0,_phrase_js__WEBPACK_IMPORTED_MODULE_6__/* .code */ .aY)(activity.name), url);
}


/***/ }),

/***/ 6617:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H_: () => (/* binding */ rowWord),
/* harmony export */   RO: () => (/* binding */ rowsOf),
/* harmony export */   Zg: () => (/* binding */ isNeverReached),
/* harmony export */   u_: () => (/* binding */ rowIn)
/* harmony export */ });
/* harmony import */ var _domain_derive_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3877);
/* harmony import */ var _glyphs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7719);
/* harmony import */ var _phrase_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6721);



/** @returns all activities of a release in the order of its process. */
function rowsOf(release) {
    return release.spec.process.phases.flatMap((phase, at) => phase.activities.map((spec, index) => {
        const found = release.phases[at]?.activities[index];
        const activity = found ?? { name: spec.name, status: 'pending', attempts: [] };
        return { phase: phase.name, spec, activity, attempt: (0,_domain_derive_js__WEBPACK_IMPORTED_MODULE_1__/* .newestAttempt */ ._M)(activity) };
    }));
}
/** @returns the status in words; what a release that is over never came to is not "to come". */
function rowWord(release, { activity }) {
    return isNeverReached(release, activity) ? (0,_phrase_js__WEBPACK_IMPORTED_MODULE_2__/* .say */ .cv) `not reached` : (0,_glyphs_js__WEBPACK_IMPORTED_MODULE_0__/* .statusWord */ .Hm)(activity.status);
}
/** @returns whether the release ended before this activity was tried. */
function isNeverReached(release, activity) {
    return activity.status === 'pending' && (0,_domain_derive_js__WEBPACK_IMPORTED_MODULE_1__/* .isFinal */ .dR)(release.status);
}
/** @returns the activity that says most about the environment: the one that is not through, or the last. */
function rowIn(release, environment) {
    const rows = rowsOf(release).filter(({ spec }) => spec.kind === 'deploy' && spec.environment === environment);
    return rows.find(({ activity }) => activity.status !== 'succeeded') ?? rows.at(-1);
}


/***/ }),

/***/ 2804:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   cz: () => (/* binding */ clipped),
/* harmony export */   yw: () => (/* binding */ toTerminal)
/* harmony export */ });
/* unused harmony export phraseText */
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(411);

/** @returns the blocks as plain text for a terminal, without colours. */
function toTerminal(blocks) {
    return blocks.map(blockText).join('\n\n');
}
/** @returns a phrase as one line of plain text; also what one-line fields on GitHub show. */
function phraseText(phrase) {
    return phrase.map(partText).join('');
}
/** @returns plain text of at most `limit` characters; GitHub refuses longer descriptions (platform, section 8). */
function clipped(phrase, limit) {
    const text = phraseText(phrase).replace(/\s+/g, ' ').trim();
    if (text.length <= limit)
        return text;
    const characters = Array.from(text);
    while (characters.join('').length > limit - 1)
        characters.pop();
    return `${characters.join('').trimEnd()}…`;
}
function partText(part) {
    switch (part.kind) {
        case 'own':
            return part.text;
        case 'foreign':
        case 'code':
            return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeTerminal */ .en)(part.text);
        case 'strong':
            return phraseText(part.phrase);
        case 'link':
            return linkText(phraseText(part.label), (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeTerminal */ .en)(part.url));
    }
}
function linkText(label, url) {
    return label === url ? url : `${label} (${url})`;
}
function blockText(block) {
    switch (block.kind) {
        case 'heading':
        case 'paragraph':
            return phraseText(block.phrase);
        case 'list':
            return listText(block.items, '  ');
        case 'table':
            return tableText(block);
        case 'commands':
            return `${block.label}: ${block.commands.map(_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeTerminal */ .en).join('  ·  ')}`;
        case 'verbatim':
            return block.text
                .split(/\r\n?|\n/)
                .map((line) => `  ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeTerminal */ .en)(line)}`)
                .join('\n');
    }
}
function listText(items, indent) {
    return items
        .map((item) => {
        const line = `${indent}- ${phraseText(item.phrase)}`;
        return item.items?.length ? `${line}\n${listText(item.items, `${indent}  `)}` : line;
    })
        .join('\n');
}
/** Cells of several lines go on below themselves. */
function tableText({ columns, rows }) {
    const lines = [columns.map((column) => column.toUpperCase())];
    for (const row of rows) {
        const height = Math.max(1, ...row.map((cell) => cell.length));
        for (let at = 0; at < height; at += 1)
            lines.push(row.map((cell) => phraseText(cell[at] ?? [])));
    }
    const widths = columns.map((_, column) => Math.max(...lines.map((line) => width(line[column] ?? ''))));
    return lines
        .map((line) => line
        .map((text, at) => text + pad(text, widths[at]))
        .join('  ')
        .trimEnd())
        .join('\n');
}
function pad(text, to) {
    return ' '.repeat(Math.max(0, (to ?? 0) - width(text)));
}
function width(text) {
    return Array.from(text).length;
}


/***/ })

};
