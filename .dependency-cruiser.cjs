/** The arrows of docs/architecture.md. Tests may reach further: they stand outside the product. */
const notTest = { pathNot: '\\.test\\.tsx?$|/test/' };
const error = (name, from, to, extra = {}) => ({
  name,
  severity: 'error',
  from: { ...notTest, ...from },
  to,
  ...extra,
});

module.exports = {
  forbidden: [
    error('domain-is-pure', { path: '^domain/' }, { pathNot: '^domain/|^node_modules/zod/' }),
    error('contract-knows-domain-alone', { path: '^contract/' }, { pathNot: '^(domain|contract)/|^node_modules/zod/' }),
    error('server-never-web', { path: '^(server|cli|domain|contract)/' }, { path: '^(web|e2e|tools|bench)/' }),
    error('web-never-server', { path: '^web/' }, { path: '^(server|cli|e2e|tools|bench)/' }),
    error('kit-knows-no-noun', { path: '^server/kit/' }, { path: '^server/(access|outside|features|app|main|slices)' }),
    error('access-stands-on-kit', { path: '^server/access/' }, { path: '^server/(outside|features|app|main|slices)' }),
    error('outside-stands-on-kit', { path: '^server/outside/' }, { path: '^server/(access|features|main|slices)' }),
    error(
      'slices-read-each-other-only',
      { path: '^server/features/([^/]+)/', pathNot: '\\.test\\.ts$|^server/features/demo/' },
      { path: '^server/features/([^/]+)/', pathNot: '^server/features/$1/|\\.queries\\.ts$' },
    ),
    error(
      'only-the-app-composes',
      { path: '^server/', pathNot: '^server/(slices|app|main)\\.ts|\\.test\\.ts$' },
      { path: '\\.routes\\.ts$', pathNot: '^server/features/([^/]+)/' },
    ),
    error('ui-and-kit-are-lowest', { path: '^web/(ui|kit)/' }, { path: '^web/(offline|features|surfaces)/' }),
    error('offline-stands-on-kit', { path: '^web/offline/' }, { path: '^web/(features|surfaces)/' }),
    error('features-know-no-surface', { path: '^web/features/' }, { path: '^web/surfaces/' }),
    error(
      'features-share-cards-only',
      { path: '^web/features/([^/]+)/' },
      { path: '^web/features/([^/]+)/', pathNot: '^web/features/$1/|\\.card\\.tsx$' },
    ),
    error(
      'no-antd-on-phones',
      { path: '^web/(surfaces/(field|portal)|ui/(mobile|field))/' },
      { path: '^node_modules/antd/' },
    ),
    error(
      'no-antd-mobile-on-desks',
      { path: '^web/(surfaces/(workbench|command|portal)|ui/desk)/' },
      { path: '^node_modules/antd-mobile/' },
    ),
    error('no-circles', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
  ],
  options: {
    doNotFollow: { path: '^node_modules/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
    cache: false,
  },
};
