{-# LANGUAGE CPP #-}
{-# LANGUAGE ScopedTypeVariables #-}

-- | The process that compiles: forked from the server, and of use until it has run code.
module Child (Answer (..), Child, Plain (..), descriptors, end, group, kill, request, start, waitFor) where

import Control.Concurrent (threadDelay)
import Control.Exception (IOException, bracket, catch)
import Control.Monad
import qualified Data.ByteString as Bytes
import qualified Data.ByteString.Char8 as Char8
import qualified Data.ByteString.Internal as Bytes (createAndTrim)
import Data.List (isPrefixOf)
import qualified Data.Set as Set
import qualified GHC.Foreign as Foreign
import GHC.IO.Encoding (getFileSystemEncoding)
import System.Directory (getTemporaryDirectory, listDirectory, removeFile, removePathForcibly)
import System.Exit (ExitCode (..))
import System.FilePath ((</>))
import System.IO (SeekMode (AbsoluteSeek))
import System.Posix.Directory.ByteString (changeWorkingDirectory)
import System.Posix.Env.ByteString (getEnv, setEnv, unsetEnv)
import System.Posix.Files (fileSize, getFdStatus, setFdSize)
import System.Posix.IO
import System.Posix.Process
import System.Posix.Signals (nullSignal, sigKILL, signalProcessGroup)
import System.Posix.Temp (mkstemp)
import System.Posix.Types (Fd, ProcessGroupID, ProcessID)

import Session
import Wire

#if defined(linux_HOST_OS)
import Foreign.C.Types (CInt (..), CULong (..))
#endif

data Child = Child
  { process :: ProcessID
  , requests :: Fd
  , answers :: Source
  , output :: Fd
  , temporary :: FilePath
  }

-- | How to ask the compiler's own program: its path, and the flags of all requests.
data Plain = Plain FilePath [String]

data Answer = Answer
  { exit :: Int
  , printed :: Bytes.ByteString
  , learnt :: [Interface]
  , -- | The child may have another request.
    reusable :: Bool
  }

-- | The process group of a child and all that it has started.
group :: Child -> ProcessGroupID
group = process

-- | What another child must not keep open.
descriptors :: Child -> [Fd]
descriptors child = [requests child, sourceDescriptor (answers child), output child]

-- | Forks a child, which knows what the session knows now. Without a session it asks the compiler's
-- own program.
start :: Maybe Session -> Plain -> [Fd] -> IO Child
start session plain foreigners = do
  server <- getProcessID
  known <- maybe (pure Set.empty) interfaces session
  paper <- outputFile
  (requested, requesting) <- privatePipe
  (answered, answering) <- privatePipe
  child <- forkProcess $ do
    void (getProcessID >>= createProcessGroupFor)
    dieWith server
    mapM_ closeFd (requesting : answered : foreigners)
    mapM_ (dupTo paper) [stdOutput, stdError]
    closeFd paper
    from <- source requested
    serve session plain from answering 200 known
  mapM_ closeFd [requested, answering]
  from <- source answered
  folder <- maybe getTemporaryDirectory (pure . temporaryFolder) session
  pure (Child child requesting from paper folder)

-- | Hands a request over.
request :: Child -> Message -> IO ()
request child message = do
  setFdSize (output child) 0
  send (requests child) message

-- | Waits for the answer to the request, or for the child's death.
waitFor :: Child -> IO Answer
waitFor child = do
  message <- receive (answers child)
  text <- contents (output child)
  case message of
    Just answer ->
      pure
        Answer
          { exit = maybe 1 fst (Char8.readInt (field "exit" answer))
          , printed = text
          , learnt = [(unit, drop 1 name) | known <- fields "interface" answer, let (unit, name) = break (== ' ') (Char8.unpack known)]
          , reusable = Bytes.null (field "last" answer)
          }
    Nothing -> do
      -- Who ends the server may have waited for it before.
      status <- getProcessStatus True False (process child) `catch` \(_ :: IOException) -> pure Nothing
      pure (Answer (number status) text [] False)
 where
  number (Just (Exited ExitSuccess)) = 1
  number (Just (Exited (ExitFailure code))) = code
  number (Just (Terminated signal _)) = 128 + fromIntegral signal
  number _ = 1

-- | Ends the child, and closes what it was reached by.
end :: Child -> IO ()
end child = do
  kill child
  mapM_ closeFd (descriptors child)

-- | Kills the child and all that it has started, and deletes what it had no time to delete.
kill :: Child -> IO ()
kill child = do
  ignoringFailure (signalProcessGroup sigKILL (process child))
  ignoringFailure (void (getProcessStatus True False (process child)))
  awaitEnd (group child) 200
  ignoringFailure $ do
    left <- filter (("ghc" ++ show (process child) ++ "_") `isPrefixOf`) <$> listDirectory (temporary child)
    mapM_ (removePathForcibly . (temporary child </>)) left

-- | Waits until nobody of a killed group is left, for at most so many milliseconds: a linker that dies
-- last could still write into a folder that is being deleted. Descendants that are no children can't
-- be waited for.
awaitEnd :: ProcessGroupID -> Int -> IO ()
awaitEnd killed milliseconds = do
  lives <- (signalProcessGroup nullSignal killed >> pure True) `catch` \(_ :: IOException) -> pure False
  when (lives && milliseconds > 0) $ threadDelay 1000 >> awaitEnd killed (milliseconds - 1)

-- | Serves until the server closes the pipe, until this process has run code, which it can't forget,
-- or until it has served its time: what a compiler keeps for ever grows slowly.
serve :: Maybe Session -> Plain -> Source -> Fd -> Int -> Set.Set Interface -> IO ()
serve session plain from to left known = do
  message <- receive from
  forM_ message $ \work -> do
    code <- inPlace work $ mapM decoded (fields "arg" work) >>= maybe (runPlain plain) (compileOrAsk plain) session
    ran <- maybe (pure True) hasRunCode session
    let finished = ran || left == 1
    seen <- maybe (pure Set.empty) interfaces session
    let new = Set.toList (seen `Set.difference` known)
    send to $
      [("exit", Char8.pack (show code))]
        ++ [("last", Char8.pack "1") | finished]
        ++ [("interface", Char8.pack (unit ++ " " ++ name)) | (unit, name) <- new]
    unless finished $ do
      forM_ session (`learn` new)
      serve session plain from to (left - 1) seen

-- | Compiles here, or lets the compiler's own program do it where the two could differ.
compileOrAsk :: Plain -> Session -> [String] -> IO Int
compileOrAsk plain session arguments = do
  compiled <- compile session arguments
  said <- contents stdOutput
  case compiled of
    Just code | not (tellsInstances said) -> pure code
    _ -> do
      setFdSize stdOutput 0
      runPlain plain (["-fforce-recomp" | Just _ <- [compiled]] ++ arguments)

-- | Does this diagnostic list instances of a class that the compiler happens to know? It knows more
-- here than where it starts anew for each module, so the same error would read differently.
tellsInstances :: Bytes.ByteString -> Bool
tellsInstances = any (\line -> has "otential" line && has "instance" line) . Char8.lines
 where
  has word = not . Bytes.null . snd . Bytes.breakSubstring (Char8.pack word)

-- | In the directory and the environment of the request. The directory may be gone when the request
-- is answered.
inPlace :: Message -> IO a -> IO a
inPlace work action = bracket enter leave (const action)
 where
  enter = do
    changeWorkingDirectory (field "dir" work)
    let set = [(name, Bytes.drop 1 value) | (name, value) <- map (Char8.break (== '=')) (fields "set" work)]
    before <- forM (map fst set ++ fields "unset" work) $ \name -> (,) name <$> getEnv name
    forM_ set $ \(name, value) -> setEnv name value True
    mapM_ unsetEnv (fields "unset" work)
    pure before
  leave before = do
    forM_ before $ \(name, value) -> maybe (unsetEnv name) (\old -> setEnv name old True) value
    changeWorkingDirectory (Char8.pack "/")

-- | Lets the compiler's own program do it.
runPlain :: Plain -> [String] -> IO Int
runPlain (Plain ghc flags) arguments = do
  program <- forkProcess (executeFile ghc True ("-c" : flags ++ arguments) Nothing)
  status <- getProcessStatus True False program
  pure $ case status of
    Just (Exited ExitSuccess) -> 0
    Just (Exited (ExitFailure code)) -> code
    Just (Terminated signal _) -> 128 + fromIntegral signal
    _ -> 1

-- | A pipe that no program inherits.
privatePipe :: IO (Fd, Fd)
privatePipe = do
  (reading, writing) <- createPipe
  mapM_ (\fd -> setFdOption fd CloseOnExec True) [reading, writing]
  pure (reading, writing)

-- | A file without a name, for what a child prints.
outputFile :: IO Fd
outputFile = do
  folder <- getTemporaryDirectory
  (name, handle) <- mkstemp (folder </> "ghc-server-")
  removeFile name
  fd <- handleToFd handle
  setFdOption fd AppendOnWrite True
  setFdOption fd CloseOnExec True
  pure fd

contents :: Fd -> IO Bytes.ByteString
contents fd = do
  size <- fromIntegral . fileSize <$> getFdStatus fd
  void (fdSeek fd AbsoluteSeek 0)
  Bytes.createAndTrim size (\buffer -> fromIntegral <$> if size == 0 then pure 0 else fdReadBuf fd buffer (fromIntegral size))

-- | As the run-time system reads command lines: bytes that are no text survive.
decoded :: Bytes.ByteString -> IO String
decoded value = do
  encoding <- getFileSystemEncoding
  Bytes.useAsCStringLen value (Foreign.peekCStringLen encoding)

ignoringFailure :: IO () -> IO ()
ignoringFailure action = action `catch` \(_ :: IOException) -> pure ()

-- | Has this process killed when its parent dies, however that dies.
dieWith :: ProcessID -> IO ()
#if defined(linux_HOST_OS)
dieWith parent = do
  void (prctl 1 (fromIntegral (fromEnum sigKILL)) 0 0 0)
  now <- getParentProcessID
  when (now /= parent) $ void (exitImmediately (ExitFailure 1))

foreign import ccall unsafe "prctl" prctl :: CInt -> CULong -> CULong -> CULong -> CULong -> IO CInt
#else
dieWith _ = pure ()
#endif
