/** Answers to questions about a run, with the causes of what failed: nobody asks before there is something to see. */
export { Answers } from '../../../run/view/answers.ts';
