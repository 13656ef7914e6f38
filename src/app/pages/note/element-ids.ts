/** Elements that other parts of the note page reach for. */
export const dialogueElementId = 'dialogue';
export const fileButtonId = 'open-file';
export const exampleButtonId = 'choose-example';
export const tokenDetailsId = 'token-details';
