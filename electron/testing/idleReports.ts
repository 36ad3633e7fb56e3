import { openReportKeeper, type ReportKeeper } from '../ipc/reportKeeper.ts';
import { migrationsFolder } from '../store/migrate.ts';

/** Reports of a main process in which nobody asks for one. */
export function idleReports(home: string): ReportKeeper {
  const never = (): never => {
    throw new Error('no report is asked for here');
  };
  return openReportKeeper({
    home,
    migrations: migrationsFolder,
    fonts: '',
    appVersion: '1',
    jobs: { begin: never },
    newId: () => 'report',
    startReport: never,
    startPack: never,
    print: never,
    chooseTarget: never,
    showInFolder: never,
  });
}
