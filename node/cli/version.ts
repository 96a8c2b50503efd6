// Version of the program, as package.json says; the build puts it in.

declare const __TAOLAB_VERSION__: string | undefined;
export const VERSION: string = typeof __TAOLAB_VERSION__ === "string" ? __TAOLAB_VERSION__ : "0.0.0-source";
