// Svelte's own settings: none. svelte-check looks for this file.
export default {};
