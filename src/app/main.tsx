import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { keepText } from './note/kept-text.ts';
import { startOffline } from './offline.ts';
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
