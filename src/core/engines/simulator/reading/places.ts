import type { Shot, World } from '../shot.ts'
import { weigh, withoutOffers } from './sentences.ts'
import type { Keyword, Words } from './sentences.ts'

type Place = Exclude<World['kind'], 'white'>

/** Names of the place itself. */
const PLACES: Readonly<Record<Place, RegExp>> = {
  'concert-hall':
    /\b(?:concert ?hall|concert house|philharmoni[ce]|opera house|conductor's podium|orchestra pit|auditorium)\b/,
  kitchen: /\b(?:kitchen|stoves?|the pass|hanging pans|copper pots|bakery|brigade)\b/,
  office: /\b(?:office|boardroom|corner office|skyscraper|skyline|headquarters|glass tower|meeting room|penthouse)\b/,
  stage: /\b(?:on ?stage|stage lights?|the stage|theatre|theater|spotlights?|arena|stadium|footlights|nightclub)\b/,
  laboratory:
    /\b(?:laborator(?:y|ies)|lab|microscopes?|test tubes?|clean ?room|operating (?:room|theatre)|hospital|clinic)\b/,
  workshop: /\b(?:workshop|workbench|forge|garage|foundry|carpentry|joinery|factory|hangar|barn)\b/,
  mountain: /\b(?:mountains?|summit|ridge|alpine|alps|glacier|cliffs?|canyon|valley|himalayas?|peaks)\b/,
  sea: /\b(?:sea|ocean|waves|harbou?r|deck of|ship|sailing|beach|coast|shore|lighthouse|yacht|bay)\b/,
  street:
    /\b(?:street|streets|city at night|avenue|alley|downtown|neon signs?|rain-soaked|pavement|market|paris|tokyo|manhattan|times square)\b/,
  space:
    /\b(?:outer space|in space|orbit|spacecraft|space station|spaceship|galaxy|nebula|planet|lunar|moon's surface|mars|cosmos|stars beyond)\b/,
  library: /\b(?:library|bookshel(?:f|ves)|bookcases?|archive|reading room|study lined|bookshop|courtroom|cathedral)\b/,
  studio:
    /\bstudio\b(?!\s+(?:light|lighting|headshot|portrait|look))|\b(?:backdrop|seamless|atelier|gallery|plain (?:dark|grey|gray|neutral) background)\b/,
  sky: /\b(?:sky|skies|clouds|cockpit|airfield|runway|airship|balloon|in flight|rooftop|desert|meadow|field|forest|garden)\b/,
}

/** Words that belong to a place without naming it. */
const HINTS: Readonly<Record<Place, RegExp>> = {
  'concert-hall':
    /\b(?:conductor|maestro|orchestra|symphony|violins?|musicians|baton|podium|pianist|violinist|composer)\b/,
  kitchen: /\b(?:chef|cook|restaurant|flames|steam|cuisine|michelin|dish(?:es)?|plating)\b/,
  office: /\b(?:ceo|executive|company|founder|business|corporate|desk|investors|startup|lawyer|entrepreneur|banker)\b/,
  stage: /\b(?:singer|rock star|dancer|ballet|microphone|audience|crowd|actor|actress|performer|guitar)\b/,
  laboratory: /\b(?:scientist|researcher|chemist|biologist|doctor|surgeon|experiment|discovery)\b/,
  workshop: /\b(?:carpenter|mechanic|blacksmith|luthier|craftsman|craftswoman|potter|tools|wood shavings|sparks)\b/,
  mountain: /\b(?:mountaineer|climber|hiker|explorer|snow|expedition|skier)\b/,
  sea: /\b(?:captain|sailor|surfer|diver|marine|horizon|fisherman|admiral)\b/,
  street: /\b(?:detective|taxi|city|neon|rain|umbrella|journalist|spy|traffic)\b/,
  space: /\b(?:astronaut|cosmonaut|rocket|zero gravity|space ?suit|earth below)\b/,
  library: /\b(?:professor|scholar|writer|author|novelist|books|historian|philosopher|judge|poet)\b/,
  studio: /\b(?:photographer|painter|sculptor|designer|model|easel|canvas|fashion)\b/,
  sky: /\b(?:pilot|aviator|aircraft|plane|wings|farmer|gardener)\b/,
}

const places = Object.keys(PLACES).filter((place): place is Place => place in HINTS)
const KEYWORDS: readonly Keyword<Place>[] = [
  ...places.map((means) => ({ means, words: PLACES[means], weight: means === 'studio' || means === 'sky' ? 1.5 : 3 })),
  ...places.map((means) => ({ means, words: HINTS[means], weight: 1 })),
]

/** Where the words want the picture to play; null when they name no place. */
export const readPlace = (words: Words): World['kind'] | null => weigh(words.affirmed, KEYWORDS)?.means ?? null

/** Whether the finished picture is to stand on plain white. */
export const wantsWhite = (words: Words): boolean =>
  /\b(?:plain|pure|clean|seamless|solid|bright|simple|uniform|flat|empty)?[, ]*(?:pure |plain |clean |seamless )*white (?:studio )?(?:background|backdrop|seamless)\b|\b(?:background|backdrop)\b[^.\n,;]{0,30}\bwhite\b/.test(
    words.affirmed,
  )

const HOURS: readonly Keyword<World['hour']>[] = [
  {
    means: 'golden',
    words: /\b(?:golden[- ]hour|sunset|sunrise|dusk|dawn|low sun|late afternoon|golden light|evening sun|magic hour)\b/,
    weight: 2,
  },
  { means: 'night', words: /\b(?:night|midnight|moonlight|moonlit|starry|after dark|nocturnal|neon)\b/, weight: 2 },
  { means: 'day', words: /\b(?:daylight|midday|noon|morning|broad day|overcast|afternoon|sunny)\b/, weight: 1.5 },
]

/** The hour the words name; null when they leave it open. */
export const readHour = (words: Words): World['hour'] | null =>
  weigh(withoutOffers(words.affirmed), HOURS)?.means ?? null

const PROPS: readonly Keyword<Shot['prop']>[] = [
  { means: 'baton', words: /\b(?:baton|conductor|maestro)\b/, weight: 1 },
  { means: 'chef-knife', words: /\b(?:chef's knife|chef knife|kitchen knife|knife)\b/, weight: 1 },
  { means: 'pen', words: /\b(?:fountain pen|pen)\b/, weight: 1 },
  {
    means: 'book',
    words: /\b(?:a book(?!-)|an open book|holding (?:a|an|the) [a-z -]{0,20}book|manuscript|notebook)\b/,
    weight: 1,
  },
  { means: 'microphone', words: /\b(?:microphone|mic)\b/, weight: 1 },
  { means: 'helmet', words: /\bhelmet\b/, weight: 1 },
]

/** What the hands or the foreground are to hold; null when the words name nothing. */
export const readProp = (words: Words): Shot['prop'] | null => weigh(words.affirmed, PROPS)?.means ?? null
