import { userRoutes } from './domain/users/routes.ts';
import { createApp } from './lib/app.ts';
import { openDatabase } from './lib/db.ts';

const app = createApp();
userRoutes(app, openDatabase());

export default app;
