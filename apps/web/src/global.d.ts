/// <reference types="next" />

declare module '*.css'
declare module '*.woff2' {
  const url: string | { readonly src: string }
  export default url
}
