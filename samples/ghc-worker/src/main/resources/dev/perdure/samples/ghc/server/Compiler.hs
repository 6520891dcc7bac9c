{-# LANGUAGE CPP #-}

-- | GHC's own API, as much as differs between its versions. Written for 9.0 and 9.6 to 9.10; a
-- version that can't compile it has no server, and its users have plain ghc.
module Compiler (
  FlagWarnings,
  cleanUp,
  compileSource,
  HscEnv (hsc_dflags),
  Uniques,
  hasLoadedCode,
  inEnvironment,
  newEnvironment,
  parseFlags,
  printFlagWarnings,
  printingErrors,
  temporaryDirectory,
  uniquesSoFar,
) where

import Control.Concurrent (readMVar)
import Control.Monad (void)
import Data.IORef
import Data.Maybe (isJust)

import GHC
import GHC.Driver.Monad (Session (..), reflectGhc)
import GHC.Driver.Pipeline (compileFile)
import GHC.Builtin.Utils (knownKeyNames)
import GHC.Types.Name.Cache (initNameCache)

#if __GLASGOW_HASKELL__ >= 906
import Data.Word (Word64)
import Foreign.Ptr (Ptr)
import Foreign.Storable (peek, poke)
import GHC.Driver.Config.Diagnostic (initDiagOpts, initPrintConfig)
import GHC.Driver.Env (HscEnv (..), hscSetFlags)
import GHC.Driver.Errors (printOrThrowDiagnostics)
import GHC.Driver.Errors.Types (DriverMessage, GhcMessage (..))
import GHC.Driver.Phases (StopPhase (NoStop))
import GHC.Linker.Types (Loader (..))
import GHC.Runtime.Interpreter.Types (Interp (..))
import GHC.Types.Error (Messages)
import GHC.Unit.Env (UnitEnv (..))
import GHC.Unit.External (initExternalUnitCache)
import GHC.Unit.Finder (initFinderCache)
import GHC.Utils.Logger (initLogger)
import GHC.Utils.TmpFs (TempDir (..), cleanTempDirs, cleanTempFiles, initTmpFs)
#else
import GHC.Driver.CmdLine (Warn)
import GHC.Driver.Phases (Phase (StopLn))
import GHC.Driver.Types (HscEnv (..), handleFlagWarnings)
import GHC.Driver.Session (tmpDir)
import GHC.Iface.Load (initExternalPackageState)
import GHC.Runtime.Linker.Types (DynLinker (..))
import GHC.SysTools.FileCleanup (cleanTempDirs, cleanTempFiles)
import GHC.Types.Unique.Supply (initUniqSupply, mkSplitUniqSupply)
import GHC.Unit.Module.Env (emptyInstalledModuleEnv)
#endif

-- | These flags and more; what of them is no flag; what there is to say about them.
parseFlags :: HscEnv -> DynFlags -> [String] -> IO (DynFlags, [String], FlagWarnings)

-- | What parsing found worth a warning.
printFlagWarnings :: HscEnv -> FlagWarnings -> IO ()

-- | How many uniques the compiler has given out. They number what has no name of its own, and some
-- of these numbers show in objects and dumps.
newtype Uniques = Uniques Counter

-- | What a request begins with: see 'newEnvironment'.
uniquesSoFar :: IO Uniques

-- | An environment for one request: its flags, and nothing that earlier requests have found in file
-- systems or left in tables. No interface has been read, no name has been met, and uniques count from
-- where they stood, so the compiler knows what it would know in a process of its own.
newEnvironment :: Uniques -> DynFlags -> HscEnv -> IO HscEnv

-- | Deletes the temporary files of a request.
cleanUp :: HscEnv -> IO ()

-- | Compiles one source file to an object file, as @ghc -c@ does.
compileSource :: HscEnv -> FilePath -> IO ()

-- | Has code been loaded in this process, for Template Haskell, an annotation or a plugin?
hasLoadedCode :: HscEnv -> IO Bool

-- | Prints those exceptions that need a compiler's flags to be shown.
printingErrors :: HscEnv -> Ghc a -> Ghc a

-- | A flag, and where warnings say that it stands.
commandLine :: String -> Located String
commandLine = mkGeneralLocated "on the commandline"

-- | Runs an action of the API.
inEnvironment :: HscEnv -> Ghc a -> IO a
inEnvironment environment action = newIORef environment >>= reflectGhc action . Session

-- | Where the compiler makes its temporary files.
temporaryDirectory :: HscEnv -> FilePath

#if __GLASGOW_HASKELL__ >= 906

type FlagWarnings = Messages DriverMessage

parseFlags environment before arguments = do
  (flags, rest, warnings) <-
    parseDynamicFlags (hsc_logger environment) before (map commandLine arguments)
  pure (flags, map unLoc rest, warnings)

printFlagWarnings environment warnings =
  printOrThrowDiagnostics (hsc_logger environment) (initPrintConfig flags) (initDiagOpts flags) (GhcDriverMessage <$> warnings)
 where
  flags = hsc_dflags environment

type Counter = Word64

foreign import ccall unsafe "&ghc_unique_counter64" uniqueCounter :: Ptr Counter

uniquesSoFar = Uniques <$> peek uniqueCounter

newEnvironment (Uniques counted) flags environment = do
  poke uniqueCounter counted
  names <- initNameCache 'r' knownKeyNames
  interfaces <- initExternalUnitCache
  found <- initFinderCache
  temporary <- initTmpFs
  -- It knows which dump files it has begun.
  logger <- initLogger
  let units = (hsc_unit_env environment){ue_eps = interfaces}
      own = environment{hsc_NC = names, hsc_unit_env = units, hsc_FC = found, hsc_tmpfs = temporary, hsc_logger = logger}
  pure (hscSetFlags flags own)

cleanUp environment = do
  cleanTempFiles (hsc_logger environment) (hsc_tmpfs environment)
  cleanTempDirs (hsc_logger environment) (hsc_tmpfs environment)

compileSource environment file = void (compileFile environment NoStop (file, Nothing))

hasLoadedCode environment = maybe (pure False) loaded (hsc_interp environment)
 where
  loaded = fmap isJust . readMVar . loader_state . interpLoader

printingErrors environment = prettyPrintGhcErrors (hsc_logger environment)

temporaryDirectory environment = case tmpDir (hsc_dflags environment) of TempDir folder -> folder

#else

type FlagWarnings = [Warn]

parseFlags _ before arguments = do
  (flags, rest, warnings) <- parseDynamicFlags before (map commandLine arguments)
  pure (flags, map unLoc rest, warnings)

printFlagWarnings environment = handleFlagWarnings (hsc_dflags environment)

type Counter = Int

-- Gives out the next unique; so the count is the one before.
foreign import ccall unsafe "genSym" nextUnique :: IO Int

uniquesSoFar = Uniques . subtract 1 <$> nextUnique

newEnvironment (Uniques counted) flags environment = do
  initUniqSupply counted 1
  supply <- mkSplitUniqSupply 'r'
  names <- newIORef (initNameCache supply knownKeyNames)
  interfaces <- newIORef (initExternalPackageState flags)
  found <- newIORef emptyInstalledModuleEnv
  dumps <- newIORef mempty
  pure environment{hsc_dflags = flags{generatedDumps = dumps}, hsc_NC = names, hsc_EPS = interfaces, hsc_FC = found}

cleanUp environment = cleanTempFiles flags >> cleanTempDirs flags
 where
  flags = hsc_dflags environment

compileSource environment file = void (compileFile environment StopLn (file, Nothing))

hasLoadedCode environment = isJust <$> readMVar (dl_mpls (hsc_dynLinker environment))

printingErrors environment = prettyPrintGhcErrors (hsc_dflags environment)

temporaryDirectory = tmpDir . hsc_dflags

#endif
