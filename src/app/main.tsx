import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { navigate } from 'wouter/use-hash-location';
import { App } from './app.tsx';
import { takeLaunches } from './launches.ts';
import { keepText } from './note/kept-text.ts';
import { takeSmartLaunch } from './note/record-system.ts';
import { startOffline } from './offline.ts';
import { watchInstalling } from './shell/installing.ts';
import './styles.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
keepText();
watchInstalling();
takeSmartLaunch();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
startOffline();
takeLaunches(navigate);
