import { describe, expect, it } from 'vitest'
import { findingsOf, flags, passes } from './cases.ts'

describe('[N6] a camera where the picture should be', () => {
  flags('camera-described', 'views', [
    ['Camera at 90 degrees to their left.', 'Camera at'],
    ['The camera is positioned in front of her.', 'camera is positioned'],
    ['The camera angle is 45 degrees.', 'camera angle'],
    ['Camera height: eye level.', 'Camera height'],
    ['The camera slowly circles the subject.', 'camera slowly circles'],
    ['Rotate the camera around him.', 'Rotate the camera'],
    ['Place the camera to her side.', 'Place the camera'],
    ['Photographed from his left.', 'Photographed from his left'],
    ['Shot from a low angle.', 'Shot from a low angle'],
    ['Seen from 45 degrees.', 'Seen from 45 degrees'],
    ['85mm lens, f/1.4.', '85mm lens', 'f/1.4'],
    ['Shot with a telephoto lens.', 'telephoto lens'],
    ['A low-angle shot of a chef.', 'low-angle shot'],
    ['The photographer stands on a ladder.', 'photographer stands'],
    ['A slow dolly shot.', 'dolly shot'],
    ['Shutter speed and focal length as usual.', 'Shutter speed', 'focal length'],
    ['The camera to her left.', 'camera to her left'],
    ['The camera looks up at him.', 'camera looks'],
    ['Photographed from the side.', 'Photographed from the side'],
    ['Shot from below.', 'Shot from below'],
  ])
  passes('camera-described', 'scene', [
    'A cameraman on set, his camera in his hands.',
    'A war photographer, camera around her neck.',
    'The photographer is waiting for the wave.',
    'She raises the camera to her eye.',
    'He sets the camera down.',
    'Grain of 35 mm film.',
    'A background that melts into glowing highlights.',
    'Seen from slightly below, the lamps above the head.',
    'The nose points to the RIGHT edge of the frame.',
    'A film crew with cameras and lights out of focus behind her.',
    'A picture taken from life.',
    'A lens flare near the left edge of the frame.',
    'Light enters from the left edge of the frame.',
    'She looks into the camera.',
    'A camera at his hip, a notebook in his pocket.',
    'Shot through with gold.',
    'Camera flashes glitter behind her.',
    'She directs a film beside a camera on a crane.',
    'A drone hovers over the field, a handheld lantern glows.',
    'Seen from behind the glass, the kitchen glows.',
  ])
  passes('camera-described', 'describe', ['Camera angle and perspective: eye level, from above or from below.'])

  it('warns of equipment and refuses positions', () => {
    const text = 'Camera at 90 degrees, 85mm lens.'
    expect(findingsOf('camera-described', text, 'views').map(({ severity }) => severity)).toEqual(['error', 'warning'])
  })
})
