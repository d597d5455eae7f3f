/** A config whose one phase deploys to two environments at once. */
export const SIDE_BY_SIDE = `signalbox: 1
environments:
  eu: { attributes: { type: production } }
  us: { attributes: { type: production } }
processes:
  standard:
    phases:
      - name: production
        deploy: { to: { type: production }, up: deploy.yml }
`;
