{-# LANGUAGE ScopedTypeVariables #-}

-- | The process that compiles: forked from the server, and of use until it has run code.
module Child (Answer (..), Child, Plain (..), descriptors, end, group, kill, request, start, waitFor) where

import Control.Exception (IOException, bracket, catch)
import Control.Monad
import qualified Data.ByteString as Bytes
import qualified Data.ByteString.Char8 as Char8
import qualified Data.ByteString.Internal as Bytes (createAndTrim)
import Data.List (isPrefixOf)
import qualified GHC.Foreign as Foreign
import GHC.IO.Encoding (getFileSystemEncoding)
import System.Directory (getTemporaryDirectory, listDirectory, removeFile, removePathForcibly)
import System.Environment (withArgs)
import System.Exit (ExitCode (..))
import System.FilePath ((</>))
import System.IO (SeekMode (AbsoluteSeek))
import System.Posix.Directory.ByteString (changeWorkingDirectory)
import System.Posix.Env.ByteString (getEnv, setEnv, unsetEnv)
import System.Posix.Files (fileSize, getFdStatus, setFdSize)
import System.Posix.IO
import System.Posix.Process
import System.Posix.Temp (mkstemp)
import System.Posix.Types (Fd, ProcessGroupID, ProcessID)

import GHC.Utils.Panic (withSignalHandlers)

import Processes
import Session
import Wire

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
  , -- | The child may have another request.
    reusable :: Bool
  }

-- | The process group of a child and all that it has started.
group :: Child -> ProcessGroupID
group = process

-- | What another child must not keep open.
descriptors :: Child -> [Fd]
descriptors child = [requests child, sourceDescriptor (answers child), output child]

-- | Forks a child. Without a session it asks the compiler's own program.
start :: Maybe Session -> Plain -> [Fd] -> IO Child
start session plain foreigners = do
  server <- getProcessID
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
    -- As in the compiler's own program, a signal that asks it to end unwinds the compilation.
    withSignalHandlers (serve session plain from answering 200)
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
          , reusable = Bytes.null (field "last" answer)
          }
    Nothing -> do
      -- Who ends the server may have waited for it before.
      status <- getProcessStatus True False (process child) `catch` \(_ :: IOException) -> pure Nothing
      pure (Answer (number status) (text <> said status) False)
 where
  said (Just (Terminated signal _)) =
    Char8.pack ("ghc-worker: signal " ++ show signal ++ " ended the process that compiled\n")
  said _ = Bytes.empty
  -- Code that a compilation ran may end the process as it likes.
  number (Just (Exited ExitSuccess)) = 0
  number (Just (Exited (ExitFailure code))) = code
  number (Just (Terminated signal _)) = 128 + fromIntegral signal
  number _ = 1

-- | Ends the child, and closes what it was reached by.
end :: Child -> IO ()
end child = do
  kill child
  mapM_ closeFd (descriptors child)

-- | Ends the child and all that it has started, and deletes what it had no time to delete.
kill :: Child -> IO ()
kill child = do
  endGroup (group child) 200
  ignoringFailure (void (getProcessStatus True False (process child)))
  awaitEnd (group child) 200
  ignoringFailure $ do
    left <- filter (("ghc" ++ show (process child) ++ "_") `isPrefixOf`) <$> listDirectory (temporary child)
    mapM_ (removePathForcibly . (temporary child </>)) left

-- | Serves until the server closes the pipe, until this process has run code, which it can't forget,
-- or until it has served its time: what a compiler keeps for ever grows slowly.
serve :: Maybe Session -> Plain -> Source -> Fd -> Int -> IO ()
serve session plain from to left = do
  message <- receive from
  forM_ message $ \work -> do
    code <- inPlace work $ mapM decoded (fields "arg" work) >>= maybe (runPlain plain) (compileOrAsk plain) session
    ran <- maybe (pure True) hasRunCode session
    let finished = ran || left == 1
    send to (("exit", Char8.pack (show code)) : [("last", Char8.pack "1") | finished])
    unless finished (serve session plain from to (left - 1))

-- | Compiles here, or lets the compiler's own program do what only that can judge.
compileOrAsk :: Plain -> Session -> [String] -> IO Int
compileOrAsk plain session arguments =
  withArgs (programArguments plain arguments) (compile session arguments)
    >>= maybe (runPlain plain arguments) pure

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
runPlain plain@(Plain ghc _) arguments = do
  program <- forkProcess (executeFile ghc True (programArguments plain arguments) Nothing)
  status <- getProcessStatus True False program
  pure $ case status of
    Just (Exited ExitSuccess) -> 0
    Just (Exited (ExitFailure code)) -> code
    Just (Terminated signal _) -> 128 + fromIntegral signal
    _ -> 1

programArguments :: Plain -> [String] -> [String]
programArguments (Plain _ flags) arguments = "-c" : flags ++ arguments

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
