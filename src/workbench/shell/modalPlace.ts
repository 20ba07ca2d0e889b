/**
 * Where dialogs are put: inside the page's root. In the body itself Ant Design would stop the page behind from scrolling by
 * a style without a nonce, which the policy of the page refuses.
 */
export const modalPlace = (): HTMLElement => document.getElementById('root') ?? document.body
