{-# LANGUAGE CPP #-}
{-# LANGUAGE ScopedTypeVariables #-}

-- | Ending processes, with all that they have started.
module Processes (awaitEnd, descendants, dieWith, endGroup, ignoringFailure) where

import Control.Concurrent (threadDelay)
import Control.Exception (IOException, catch, evaluate)
import Control.Monad
import Data.Char (isDigit)
import Data.Maybe (catMaybes)
import System.Directory (listDirectory)
import System.Exit (ExitCode (..))
import System.IO (IOMode (ReadMode), hGetContents, withFile)
import System.Posix.Process
import System.Posix.Signals (nullSignal, sigKILL, sigTERM, signalProcess, signalProcessGroup)
import System.Posix.Types (ProcessGroupID, ProcessID)

#if defined(linux_HOST_OS)
import Foreign.C.Types (CInt (..), CULong (..))
#endif

-- | Ends the group of a process and what it has started outside of its group. They are asked first:
-- the compiler then deletes its temporary files, and so does a C compiler. Whoever has not ended in
-- that time is killed.
endGroup :: ProcessGroupID -> Int -> IO ()
endGroup leader milliseconds = do
  -- Those of a dead process can't be found any more.
  started <- descendants leader
  ignoringFailure (signalProcessGroup sigTERM leader)
  awaitEnd leader milliseconds
  later <- descendants leader
  ignoringFailure (signalProcessGroup sigKILL leader)
  forM_ (started ++ later) $ \process -> ignoringFailure (signalProcess sigKILL process)

-- | Waits until nobody of a group is left, for at most so many milliseconds. Descendants that are no
-- children can't be waited for in another way.
awaitEnd :: ProcessGroupID -> Int -> IO ()
awaitEnd leader milliseconds = do
  lives <- (signalProcessGroup nullSignal leader >> pure True) `catch` \(_ :: IOException) -> pure False
  when (lives && milliseconds > 0) $ threadDelay 1000 >> awaitEnd leader (milliseconds - 1)

-- | All processes that a process has started, and those that these have; empty where the system does
-- not tell.
descendants :: ProcessID -> IO [ProcessID]
descendants ancestor = do
  names <- listDirectory "/proc" `catch` \(_ :: IOException) -> pure []
  links <- catMaybes <$> mapM link (filter (all isDigit) names)
  let below process = concat [child : below child | (child, parent) <- links, parent == process]
  pure (below ancestor)
 where
  link name = (parsed name <$> slurp ("/proc/" ++ name ++ "/stat")) `catch` \(_ :: IOException) -> pure Nothing
  -- The name of the program stands in parentheses, and may contain some.
  parsed name stat = case words (reverse (takeWhile (/= ')') (reverse stat))) of
    _ : parent : _ -> Just (read name, read parent)
    _ -> Nothing
  slurp file = withFile file ReadMode $ \handle -> do
    text <- hGetContents handle
    void (evaluate (length text))
    pure text

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
