/** Makes digests of equal values differ between services, and stay equal for one service from run to run. */
export function specSalt(projectName: string, serviceName: string): string {
  return `${projectName}/${serviceName}`
}
