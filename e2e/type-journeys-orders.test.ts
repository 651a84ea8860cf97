import { afterAll, beforeAll, test } from 'vitest';
import { type JourneyGround, startJourneys } from './type-journey.people.ts';
import { walkJourney } from './type-journey.walk.ts';
import { orderJourneys } from './type-journeys.orders.ts';

let ground: JourneyGround;

beforeAll(async () => {
  ground = await startJourneys('type');
});

afterAll(() => ground?.close());

test.each(orderJourneys)('$type: $title', (journey) => walkJourney(ground, journey));
