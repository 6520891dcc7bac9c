package dev.perdure.worker.runtime.observe;

/**
 * Makes System.Logger follow the verbosity of the request that a thread works for; threads that
 * belong to no worker log as usual.
 *
 * <p>Found as a service by the JDK. It also spares a worker the JDK's own logging, which takes
 * longer to load than many requests take to answer.
 */
public final class RequestLoggerFinder extends System.LoggerFinder {
  /** Called by the service loader. */
  public RequestLoggerFinder() {}

  @Override
  public System.Logger getLogger(String name, Module module) {
    return new RequestLogger(name, module);
  }
}
