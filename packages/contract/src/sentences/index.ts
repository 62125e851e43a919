export { placesOf, type Sentences, translated } from './translated.ts'
