{-# LANGUAGE ScopedTypeVariables #-}

-- | Compilations one after the other in one process, none of which sees another.
--
-- What they share is what the compiler has read about its packages before it reads the first
-- interface. Interfaces are read again for each request: one that is known shows, in the optimiser's
-- decisions, in instances that Template Haskell lists, in diagnostics.
module Session (Session, compile, hasRunCode, open, temporaryFolder) where

import Control.Exception
import Control.Monad (void)
import Control.Monad.IO.Class (liftIO)
import Data.List (isPrefixOf)
import System.Directory (doesDirectoryExist)
import System.Exit
import System.FilePath
import System.IO (hFlush, stderr, stdout)

import GHC
import GHC.Driver.Phases (isSourceFilename)
import GHC.Driver.Session (defaultFatalMessager, defaultFlushOut)
import qualified GHC.Driver.Session as Flags (outputFile, outputHi)

import Compiler

-- | What all requests of a server have in common.
data Session = Session
  { environment :: HscEnv
  , warnings :: FlagWarnings
  , uniques :: Uniques
  }

-- | Reads the package databases that the flags name; relative ones in the current directory.
open :: [String] -> Ghc Session
open arguments = do
  defaults <- getSessionDynFlags
  before <- getSession
  -- What the program ghc says to its own library for -c.
  let initial = defaults{ghcMode = OneShot, ghcLink = LinkBinary, verbosity = 1}
  (flags, rest, said) <- liftIO (parseFlags before initial ("-no-link" : arguments))
  if null rest then pure () else liftIO (fail ("not a flag: " ++ unwords rest))
  void (setSessionDynFlags flags)
  started <- getSession
  Session started said <$> liftIO uniquesSoFar

-- | Where the compiler makes its temporary files, if the request does not say.
temporaryFolder :: Session -> FilePath
temporaryFolder = temporaryDirectory . environment

-- | Compiles in the current directory as @ghc -c@ does, and returns its exit code. Nothing if this
-- is no plain compilation of one file: a flag that is none, say. Then nothing has happened.
compile :: Session -> [String] -> IO (Maybe Int)
compile session arguments = do
  parsed <- try (parseFlags shared (hsc_dflags shared) arguments)
  case parsed of
    Right (flags, [named], said)
      | file <- normalise named
      , isSourceFilename file
      , not ("-" `isPrefixOf` file) -> do
          -- The library would make the folders; the program refuses to.
          placed <- and <$> mapM (doesDirectoryExist . takeDirectory) (concatMap (foldMap pure) [Flags.outputFile flags, Flags.outputHi flags])
          if placed
            then do
              own <- newEnvironment (uniques session) flags shared
              Just <$> exitCode (run own said file)
            else pure Nothing
    Right _ -> pure Nothing
    Left (_ :: SomeException) -> pure Nothing
 where
  shared = environment session
  run own said file =
    inEnvironment own
      . printingErrors own
      . handleSourceError (\failure -> printException failure >> liftIO (exitWith (ExitFailure 1)))
      $ liftIO ((mapM_ (printFlagWarnings own) [warnings session, said] >> compileSource own file) `finally` cleanUp own)

-- | The exit code of a program that does this, as GHC's own program would end.
exitCode :: IO () -> IO Int
exitCode action = do
  code <- (defaultErrorHandler defaultFatalMessager defaultFlushOut action >> pure 0) `catch` (pure . number)
  hFlush stdout
  hFlush stderr
  pure code
 where
  number ExitSuccess = 0
  number (ExitFailure code) = code

-- | Has a compilation run code in this process? Such a process can't forget it.
hasRunCode :: Session -> IO Bool
hasRunCode = hasLoadedCode . environment
