package dev.perdure.worker.maven;

/** How a call of {@code System.exit} is made to end only its request. */
enum ExitTrapChoice {
  /** It ends the worker. */
  NONE("false"),
  /** By an agent, which also sees the classes that the tool loads from elsewhere. */
  AGENT("true"),
  /** In the packaged classes only. No agent is needed, so the worker can have an AOT cache. */
  PACKAGED("packaged");

  private final String setting;

  ExitTrapChoice(String setting) {
    this.setting = setting;
  }

  static ExitTrapChoice of(String setting) throws PackagingException {
    for (ExitTrapChoice choice : values()) {
      if (choice.setting.equals(setting)) {
        return choice;
      }
    }
    throw new PackagingException("the exitTrap is true, packaged or false, not " + setting);
  }
}
