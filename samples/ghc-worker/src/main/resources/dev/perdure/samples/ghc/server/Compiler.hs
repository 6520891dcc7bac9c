{-# LANGUAGE CPP #-}

-- | GHC's own API, as much as differs between its versions. Written for 9.0 and 9.6 to 9.10; a
-- version that can't compile it has no server, and its users have plain ghc.
module Compiler (
  FlagWarnings,
  cleanUp,
  compileSource,
  HscEnv (hsc_dflags),
  externalPackages,
  forgetNames,
  hasLoadedCode,
  inEnvironment,
  newEnvironment,
  ExternalPackageState,
  loadedModules,
  noExternalPackages,
  parseFlags,
  printFlagWarnings,
  printingErrors,
  temporaryDirectory,
  unitDirectories,
) where

import Control.Concurrent (readMVar)
import Control.Monad (void)
import Data.IORef
import Data.Maybe (isJust)

import GHC
import GHC.Driver.Monad (Session (..), reflectGhc)
import GHC.Driver.Pipeline (compileFile)
import GHC.Types.Name.Cache (NameCache (..))
import GHC.Unit.Info (GenericUnitInfo (..))
import GHC.Unit.Module.Env (filterModuleEnv, moduleEnvKeys)
import GHC.Unit.State (listUnitInfo, mkUnit)
import GHC.Unit.Types (unitString)

#if __GLASGOW_HASKELL__ >= 906
import Control.Concurrent (modifyMVar_)
import qualified GHC.Data.ShortText as ShortText
import GHC.Driver.Config.Diagnostic (initDiagOpts, initPrintConfig)
import GHC.Driver.Env (HscEnv (..), hscSetFlags, hsc_units)
import GHC.Driver.Errors (printOrThrowDiagnostics)
import GHC.Driver.Errors.Types (DriverMessage, GhcMessage (..))
import GHC.Driver.Phases (StopPhase (NoStop))
import GHC.Linker.Types (Loader (..))
import GHC.Runtime.Interpreter.Types (Interp (..))
import GHC.Types.Error (Messages)
import GHC.Unit.Env (ue_eps)
import GHC.Unit.External (ExternalPackageState (..), ExternalUnitCache (..), initExternalPackageState)
import GHC.Unit.Finder (initFinderCache)
import GHC.Utils.Logger (initLogger)
import GHC.Utils.TmpFs (TempDir (..), cleanTempDirs, cleanTempFiles, initTmpFs)
#else
import GHC.Driver.CmdLine (Warn)
import GHC.Driver.Phases (Phase (StopLn))
import GHC.Driver.Types (ExternalPackageState (..), HscEnv (..), handleFlagWarnings)
import GHC.Driver.Session (tmpDir)
import GHC.Iface.Load (initExternalPackageState)
import GHC.Runtime.Linker.Types (DynLinker (..))
import GHC.SysTools.FileCleanup (cleanTempDirs, cleanTempFiles)
import GHC.Unit.Module.Env (emptyInstalledModuleEnv)
#endif

-- | These flags and more; what of them is no flag; what there is to say about them.
parseFlags :: HscEnv -> DynFlags -> [String] -> IO (DynFlags, [String], FlagWarnings)

-- | What parsing found worth a warning.
printFlagWarnings :: HscEnv -> FlagWarnings -> IO ()

-- | An environment for one request: its flags, and nothing that earlier requests have found in file
-- systems or left in tables. The interfaces of packages are shared with the given one.
newEnvironment :: DynFlags -> HscEnv -> IO HscEnv

-- | Deletes the temporary files of a request.
cleanUp :: HscEnv -> IO ()

-- | Compiles one source file to an object file, as @ghc -c@ does.
compileSource :: HscEnv -> FilePath -> IO ()

-- | Has code been loaded in this process, for Template Haskell, an annotation or a plugin?
hasLoadedCode :: HscEnv -> IO Bool

-- | The table of interfaces, shared by the environments of all requests.
externalPackages :: HscEnv -> IORef ExternalPackageState

-- | The modules whose interfaces are in the table.
loadedModules :: HscEnv -> IO [Module]
loadedModules environment = moduleEnvKeys . eps_PIT <$> readIORef (externalPackages environment)

-- | That table as a compiler has it that has just started.
noExternalPackages :: HscEnv -> ExternalPackageState

-- | Keeps only the names that belong to such modules. A name remembers where it was defined if
-- this process compiled it, and diagnostics would tell.
forgetNames :: (Module -> Bool) -> HscEnv -> IO ()

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

-- | The units that the environment knows, and where their interfaces lie.
unitDirectories :: HscEnv -> [(String, [FilePath])]

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

newEnvironment flags environment = do
  found <- initFinderCache
  temporary <- initTmpFs
  -- It knows which dump files it has begun.
  logger <- initLogger
  pure (hscSetFlags flags environment{hsc_FC = found, hsc_tmpfs = temporary, hsc_logger = logger})

cleanUp environment = do
  cleanTempFiles (hsc_logger environment) (hsc_tmpfs environment)
  cleanTempDirs (hsc_logger environment) (hsc_tmpfs environment)

compileSource environment file = void (compileFile environment NoStop (file, Nothing))

hasLoadedCode environment = maybe (pure False) loaded (hsc_interp environment)
 where
  loaded = fmap isJust . readMVar . loader_state . interpLoader

externalPackages = euc_eps . ue_eps . hsc_unit_env

noExternalPackages _ = initExternalPackageState

forgetNames keep environment =
  modifyMVar_ (nsNames (hsc_NC environment)) (pure . filterModuleEnv (\owner _ -> keep owner))

printingErrors environment = prettyPrintGhcErrors (hsc_logger environment)

temporaryDirectory environment = case tmpDir (hsc_dflags environment) of TempDir folder -> folder

unitDirectories environment =
  [(unitString (mkUnit unit), map ShortText.unpack (unitImportDirs unit)) | unit <- listUnitInfo (hsc_units environment)]

#else

type FlagWarnings = [Warn]

parseFlags _ before arguments = do
  (flags, rest, warnings) <- parseDynamicFlags before (map commandLine arguments)
  pure (flags, map unLoc rest, warnings)

printFlagWarnings environment = handleFlagWarnings (hsc_dflags environment)

newEnvironment flags environment = do
  found <- newIORef emptyInstalledModuleEnv
  dumps <- newIORef mempty
  pure environment{hsc_dflags = flags{generatedDumps = dumps}, hsc_FC = found}

cleanUp environment = cleanTempFiles flags >> cleanTempDirs flags
 where
  flags = hsc_dflags environment

compileSource environment file = void (compileFile environment StopLn (file, Nothing))

hasLoadedCode environment = isJust <$> readMVar (dl_mpls (hsc_dynLinker environment))

externalPackages = hsc_EPS

noExternalPackages = initExternalPackageState . hsc_dflags

forgetNames keep environment = modifyIORef' (hsc_NC environment) filtered
 where
  filtered names = names{nsNames = filterModuleEnv (\owner _ -> keep owner) (nsNames names)}

printingErrors environment = prettyPrintGhcErrors (hsc_dflags environment)

temporaryDirectory = tmpDir . hsc_dflags

unitDirectories environment =
  [(unitString (mkUnit unit), unitImportDirs unit) | unit <- listUnitInfo (unitState (hsc_dflags environment))]

#endif
