// The part of jira.js that is used. It takes half a second to load, so only `client` imports this file, and late.
export {
  bulkFetchIssues,
  createIssues,
  doTransition,
  findAssignableUsers,
  getAllStatuses,
  getCreateIssueMetaIssueTypeId,
  getCreateIssueMetaIssueTypes,
  getCurrentUser,
  getMyPermissions,
  getProject,
  getTransitions,
  IssueSchema,
  PageResolutionJsonSchema,
  searchAndReconsileIssuesUsingJqlPost,
} from 'jira.js/cloud';
