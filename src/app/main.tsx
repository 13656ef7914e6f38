import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { startOffline } from './offline.ts';
import { keepText } from './stores/kept-text.ts';
import './styles.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
keepText();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
startOffline();
