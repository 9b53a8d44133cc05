export { lastSlotBefore } from './run/last-slot.ts';
export { type Job, type Scheduler, type SchedulerNews, type SchedulerOptions, startScheduler } from './run/scheduler.ts';
export { runSlot, type SlotRequest, type SlotRun, type SlotWork } from './run/slot.ts';
