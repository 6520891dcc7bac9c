package dev.perdure.worker.it.ghc;

/** Modules with Template Haskell. */
final class Splice {
  private Splice() {}

  /** The head of a module. */
  static String module(String name) {
    return String.join(
        "\n",
        "{-# LANGUAGE TemplateHaskell #-}",
        "module " + name + " where",
        "import Language.Haskell.TH",
        "import Language.Haskell.TH.Syntax (lift)");
  }

  /** A module that runs an action of IO when it is compiled. */
  static String running(String name, String action) {
    return String.join(
        "\n",
        module(name),
        "import qualified Control.Monad",
        "import Control.Concurrent",
        "import Foreign",
        "import System.Environment",
        "import System.Exit",
        "import System.IO",
        "import System.Posix.Process",
        "import System.Posix.Signals",
        "import System.Process",
        "x = $(runIO (Control.Monad.void (" + action + ")) >> [| True |])");
  }
}
