{-# LANGUAGE ScopedTypeVariables #-}

-- | Compilations one after the other in one process, none of which sees another.
--
-- What they share are interfaces of the compiler's own packages, since nobody changes those while
-- it runs. All other interfaces are read again for each request.
module Session (Interface, Session, compile, hasRunCode, interfaces, learn, open, temporaryFolder) where

import Control.Exception
import Control.Monad (forM, void)
import Control.Monad.IO.Class (liftIO)
import Data.IORef
import Data.List (isPrefixOf)
import qualified Data.Set as Set
import System.Directory (canonicalizePath)
import System.Exit
import System.FilePath
import System.IO (hFlush, stderr, stdout)

import GHC hiding (load)
import GHC.Data.FastString (mkFastString)
import GHC.Driver.Phases (isSourceFilename)
import GHC.Driver.Session (defaultFatalMessager, defaultFlushOut, topDir)
import GHC.Iface.Load (loadSysInterface)
import GHC.Tc.Utils.Monad (initIfaceLoad)
import GHC.Unit.Types (fsToUnit, unitString)
import GHC.Utils.Outputable (text)

import Compiler

-- | A unit and a module of it.
type Interface = (String, String)

-- | What all requests of a server have in common.
data Session = Session
  { environment :: HscEnv
  , warnings :: FlagWarnings
  , -- | The units of the compiler's installation.
    fixed :: Set.Set String
  , -- | The table of interfaces that each request begins with; holds such of fixed units only.
    snapshot :: IORef ExternalPackageState
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
  liftIO $ do
    installed <- installation (topDir flags)
    own <- forM (unitDirectories started) $ \(unit, folders) -> do
      inside <- forM folders $ \folder ->
        if isAbsolute folder then (installed `isAncestorOf`) <$> canonicalizePath folder else pure False
      pure (unit, and inside)
    Session started said (Set.fromList [unit | (unit, True) <- own]) <$> newIORef (noExternalPackages started)
 where
  isAncestorOf folder file = splitDirectories folder `isPrefixOf` splitDirectories file

-- | The folder of the compiler's own packages. The library folder of newer compilers has a sibling
-- in which they lie, in a folder that is called lib as well.
installation :: FilePath -> IO FilePath
installation library = do
  folder <- canonicalizePath library
  pure (if takeFileName folder == "lib" then takeDirectory folder else folder)

-- | Where the compiler makes its temporary files, if the request does not say.
temporaryFolder :: Session -> FilePath
temporaryFolder = temporaryDirectory . environment

-- | Compiles in the current directory as @ghc -c@ does, and returns its exit code. Nothing if this
-- is no plain compilation of one file: a flag that is none, say. Then nothing has happened.
compile :: Session -> [String] -> IO (Maybe Int)
compile session arguments = do
  restore session
  parsed <- try (parseFlags shared (hsc_dflags shared) arguments)
  case parsed of
    Right (flags, [named], said)
      | file <- normalise named
      , isSourceFilename file
      , not ("-" `isPrefixOf` file) -> do
          own <- newEnvironment flags shared
          Just <$> exitCode (run own said file)
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

-- | The interfaces of fixed units that have been read so far.
interfaces :: Session -> IO (Set.Set Interface)
interfaces session = do
  loaded <- loadedModules (environment session)
  pure $
    Set.fromList
      [ (unit, moduleNameString (moduleName known))
      | known <- loaded
      , let unit = unitString (moduleUnit known)
      , unit `Set.member` fixed session
      ]

-- | Reads these interfaces, for all requests to come.
learn :: Session -> [Interface] -> IO ()
learn session wanted = do
  restore session
  loaded <- try (mapM_ load wanted)
  case loaded of
    Right () -> readIORef (externalPackages (environment session)) >>= writeIORef (snapshot session)
    -- For an interface that it can't read GHC enters an empty one, which nobody must see.
    Left (_ :: SomeException) -> restore session
 where
  load (unit, name) =
    initIfaceLoad (environment session) $
      loadSysInterface (text "seen before") (mkModule (fsToUnit (mkFastString unit)) (mkModuleName name))

-- | Forgets everything but the snapshot.
restore :: Session -> IO ()
restore session = do
  readIORef (snapshot session) >>= writeIORef (externalPackages (environment session))
  -- Not all names: those of the snapshot are also in what it will read by and by.
  forgetNames ((`Set.member` fixed session) . unitString . moduleUnit) (environment session)
