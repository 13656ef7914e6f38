// The first script of the page. No content policy keeps a page from leading its reader elsewhere, nor from WebRTC; this
// does, as far as a page can for scripts that run in it. What the browser itself enforces is in src/policy.ts, and the
// README says what is whose doing.
(() => {
  const own = location.origin;
  const isElsewhere = (address) => {
    try {
      const { origin, protocol } = new URL(address, document.baseURI);
      return origin !== own || protocol === 'javascript:';
    } catch {
      return true;
    }
  };
  const refuse = (what) => {
    throw new TypeError(`Locum does not let its page ${what}.`);
  };

  // Whatever leads this window elsewhere: location, a form, a refresh, a link. Nobody can hear the event before this does.
  globalThis.navigation?.addEventListener('navigate', (event) => {
    if (!isElsewhere(event.destination.url)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  });

  // Links that open another window or save a file do not navigate this one.
  const linkOf = (target) => target instanceof Element && target.closest('a, area');
  const leadsElsewhere = (link) => {
    const address = link.getAttribute('href') ?? link.getAttributeNS('http://www.w3.org/1999/xlink', 'href');
    return address !== null && isElsewhere(address);
  };
  const stop = (event) => {
    const link = event.composedPath().map(linkOf).find(Boolean);
    if (!link || !leadsElsewhere(link)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  addEventListener('click', stop, true);
  addEventListener('auxclick', stop, true);
  // A link outside the document is clicked without the window's hearing of it.
  for (const [prototype, method] of [
    [HTMLElement.prototype, 'click'],
    [EventTarget.prototype, 'dispatchEvent'],
  ]) {
    const original = prototype[method];
    Object.defineProperty(prototype, method, {
      value: function (...given) {
        const link = linkOf(this);
        return link && leadsElsewhere(link) ? false : Reflect.apply(original, this, given);
      },
    });
  }
  Object.defineProperty(globalThis, 'open', { value: () => refuse('open windows') });

  // WebRTC, which no policy stops, and what would bring it back: the globals of another document.
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (/^(?:webkit|moz)?RTC/.test(name)) delete globalThis[name];
  }
  const FRAMES = /^(?:.*:)?(?:iframe|frame|fencedframe|object|embed|portal)$/i;
  for (const method of ['createElement', 'createElementNS']) {
    const original = Document.prototype[method];
    Object.defineProperty(Document.prototype, method, {
      value: function (...given) {
        const name = method === 'createElement' ? 0 : 1;
        // Read once: an object could say another name the second time.
        given[name] = String(given[name]);
        if (FRAMES.test(given[name])) refuse('hold other documents');
        return Reflect.apply(original, this, given);
      },
    });
  }
  const define = CustomElementRegistry.prototype.define;
  Object.defineProperty(CustomElementRegistry.prototype, 'define', {
    value: function (name, element, options) {
      if (options?.extends !== undefined) refuse('extend elements of the browser');
      return define.call(this, name, element);
    },
  });
  for (const name of ['XSLTProcessor', 'documentPictureInPicture', 'DocumentPictureInPicture']) delete globalThis[name];
})();
