package dev.perdure.worker.testing.cli.output;

import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
public final class VersionProvider implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = VersionProvider.class.getPackage().getImplementationVersion();
    return new String[] {
      "perdure " + (version == null ? "(not from a jar)" : version), "JDK " + Runtime.version()
    };
  }
}
