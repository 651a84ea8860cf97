/** What a person is found by, as text whose pieces are indexed (vault.pieces): names. Numbers have blind indexes of their own. */
export function searchTextOfPerson(person: {
  readonly name: string;
  readonly formerName?: string | undefined;
}): string {
  return person.formerName ? `${person.name} ${person.formerName}` : person.name;
}

/** What a house is found by: its address as written. */
export function searchTextOfHouse(house: { readonly address: string }): string {
  return house.address;
}
