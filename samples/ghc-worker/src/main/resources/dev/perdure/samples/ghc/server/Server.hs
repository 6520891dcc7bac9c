{-# LANGUAGE ScopedTypeVariables #-}

-- | The background process of a worker: a compiler that has read its package databases, and forks
-- children that compile. It itself never does, so each child begins with a clean slate.
module Server (serve) where

import Control.Concurrent
import Control.Exception (IOException, SomeException, catch, finally, try)
import Control.Monad
import qualified Data.ByteString as Bytes
import qualified Data.ByteString.Char8 as Char8
import Data.Foldable (for_)
import qualified Data.Map.Strict as Map
import System.Exit (ExitCode (ExitSuccess))
import System.Mem (performMajorGC)
import System.Posix.Directory.ByteString (changeWorkingDirectory)
import System.Posix.IO
import System.Posix.Process (exitImmediately)
import System.Posix.Types (Fd, ProcessGroupID)

import Child
import Processes (endGroup)
import Session (Session)
import Wire

data Server = Server
  { opening :: IO Session
  , plain :: Plain
  , input :: Fd
  , replies :: Fd
  , state :: MVar Children
  }

data Children = Children
  { parent :: Maybe Session
  -- ^ Nothing before the first request, or if it can't be opened.
  , idle :: [Child]
  , busy :: Map.Map Bytes.ByteString Child
  -- ^ By the id of the request.
  , spoiled :: [ProcessGroupID]
  -- ^ The groups of busy children that are being ended.
  }

-- | Answers requests until the worker closes the pipe. The session is opened in the directory of the
-- first request, since package databases may be named by relative paths. If it can't be, the compiler's
-- own program says why, and the worker is told not to use this server again.
serve :: IO Session -> Plain -> IO ()
serve open how = do
  (requests, answers) <- takeStandardStreams
  server <- Server open how requests answers <$> newMVar (Children Nothing [] Map.empty [])
  say server [("type", "ready"), ("protocol", "1"), ("can", "cancel"), ("can", "ping")]
  from <- source requests
  loop server from `finally` leave server
 where
  loop server from = do
    message <- receive from
    for_ message $ \received -> do
      handle server received
      loop server from

handle :: Server -> Message -> IO ()
handle server message = case Char8.unpack (field "type" message) of
  "work" -> do
    child <- modifyMVar (state server) (handOver server message)
    void (forkIO (answer server (field "id" message) child))
  "cancel" -> do
    -- Its answer says so. It can still finish by itself, and must not get another request then.
    cancelled <- modifyMVar (state server) $ \children -> do
      let child = Map.lookup (field "id" message) (busy children)
      pure (children{spoiled = maybe id ((:) . group) child (spoiled children)}, child)
    for_ cancelled (forkIO . (`endGroup` 200) . group)
  "ping" -> say server [("type", "pong")]
  _ -> pure ()

-- | Gives the request to an idle child, or to a new one if there is none.
handOver :: Server -> Message -> Children -> IO (Children, Child)
handOver server message children = case idle children of
  child : others -> do
    given <- try (request child message)
    case given of
      Right () -> pure (taken child children{idle = others})
      -- It has died while nobody looked.
      Left (_ :: IOException) -> end child >> handOver server message children{idle = others}
  [] -> do
    session <- maybe (attempt (inDirectory (field "dir" message) (opening server))) (pure . Just) (parent children)
    -- What is garbage now, each child would copy.
    performMajorGC
    let foreigners = concatMap descriptors (Map.elems (busy children))
    child <- start session (plain server) (input server : replies server : foreigners)
    request child message
    pure (taken child children{parent = session})
 where
  taken child now = (now{busy = Map.insert (field "id" message) child (busy now)}, child)

attempt :: IO a -> IO (Maybe a)
attempt action = (Just <$> action) `catch` \(_ :: SomeException) -> pure Nothing

inDirectory :: Bytes.ByteString -> IO a -> IO a
inDirectory directory action = do
  changeWorkingDirectory directory
  action <* changeWorkingDirectory (Char8.pack "/")

-- | Waits for the child, and says what it has said.
answer :: Server -> Bytes.ByteString -> Child -> IO ()
answer server number child = do
  result <- waitFor child
  modifyMVar_ (state server) $ \children -> do
    let reused = reusable result && group child `notElem` spoiled children
    unless reused $ end child
    send
      (replies server)
      [ ("type", Char8.pack "done")
      , ("id", number)
      , ("exit", Char8.pack (show (exit result)))
      , ("output", printed result)
      , ("retire", Char8.pack (maybe "1" (const "0") (parent children)))
      ]
    pure
      children
        { idle = [child | reused] ++ idle children
        , busy = Map.delete number (busy children)
        , spoiled = filter (/= group child) (spoiled children)
        }

-- | Writes a message; the lock of the state is also that of the pipe.
say :: Server -> [(String, String)] -> IO ()
say server message =
  withMVar (state server) $ \_ -> send (replies server) [(name, Char8.pack value) | (name, value) <- message]

-- | Ends at once, without waiting for the threads that wait for children.
leave :: Server -> IO ()
leave server = do
  withMVar (state server) $ \children -> mapM_ kill (idle children ++ Map.elems (busy children))
  void (exitImmediately ExitSuccess)

-- | The worker's pipes, out of the reach of everything that reads or prints; that gets an empty input,
-- and the log for its output.
takeStandardStreams :: IO (Fd, Fd)
takeStandardStreams = do
  requests <- dup stdInput
  answers <- dup stdOutput
  forM_ [requests, answers] $ \fd -> setFdOption fd CloseOnExec True
  (empty, nobody) <- createPipe
  closeFd nobody
  void (dupTo empty stdInput)
  closeFd empty
  void (dupTo stdError stdOutput)
  pure (requests, answers)
