// The bundler takes stylesheets as imports; TypeScript has to be told.
declare module '*.css'
