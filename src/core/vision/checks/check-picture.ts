import type { CheckFinding, PictureAnalysis } from '../../../contract/index.ts'
import { type Check, type CheckContext, mainFace } from './check.ts'
import { cinema } from './cinema.ts'
import { clothes } from './clothes.ts'
import { expression } from './expression.ts'
import { faceWidth } from './face-width.ts'
import { framing } from './framing.ts'
import { lettering } from './lettering.ts'
import { likeSubject } from './like-subject.ts'
import { mirrored } from './mirrored.ts'
import { oneFace } from './one-face.ts'
import { sameAngle, sameNod, sameTilt } from './same-angle.ts'
import { sameExpression } from './same-expression.ts'
import { sameLight } from './same-light.ts'
import { sceneSurvived } from './scene-survived.ts'
import { viewDirection } from './view-direction.ts'
import { whiteBackground } from './white-background.ts'

/** What each kind of picture is checked for, in the order people read it. */
const CHECKS: Readonly<Record<CheckContext['step'], readonly Check[]>> = {
  views: [oneFace, viewDirection, faceWidth, expression, whiteBackground, clothes],
  scene: [oneFace, faceWidth, framing, cinema, lettering],
  portrait: [oneFace, mirrored, sameAngle, sameNod, sameTilt, faceWidth, cinema, sameLight, sameExpression],
  final: [oneFace, likeSubject, sceneSurvived, mirrored, sameAngle, faceWidth, framing, cinema, sameLight],
  // The rest of it is its scene's, whose faults nobody can ask this machine to mend.
  composite: [oneFace, likeSubject, sceneSurvived],
}

/** A head that is mirrored is not at the wrong angle as well: one fault, one finding. */
const withoutEchoes = (findings: readonly CheckFinding[]): readonly CheckFinding[] =>
  findings.some(({ check, verdict }) => check === 'mirrored' && verdict !== 'pass')
    ? findings.filter(({ check }) => check !== 'angle' && check !== 'tilt' && check !== 'light')
    : findings

/** Where no face was found nobody can say what the picture shows, and nothing is refused for the rest of it either. */
const withoutRefusals = (findings: readonly CheckFinding[]): readonly CheckFinding[] =>
  findings.map((finding) => (finding.verdict === 'fail' ? { ...finding, verdict: 'warn' } : finding))

/** Everything that is found in a picture that was measured: a verdict, a figure, its limit and a sentence each. */
export const checkSeen = (picture: PictureAnalysis, context: CheckContext): readonly CheckFinding[] => {
  const findings = withoutEchoes(CHECKS[context.step].flatMap((check) => check(picture, context) ?? []))
  return mainFace(picture) ? findings : withoutRefusals(findings)
}
