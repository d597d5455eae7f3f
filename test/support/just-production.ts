/** Files over the example: one environment and no build, so that a release is one run. */
export const JUST_PRODUCTION: Readonly<Record<string, string | null>> = {
  '.github/signalbox.yml': 'signalbox: 1\nenvironments:\n  production: {}\n',
  '.github/workflows/build.yml': null,
};

/** Name of the step that deploys, as a run lists it. */
export const DEPLOY_STEP = 'Run ./deploy.sh "$SIGNALBOX_ENVIRONMENT"';
