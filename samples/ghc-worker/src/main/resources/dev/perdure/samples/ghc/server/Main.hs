-- | Compiles Haskell for a worker, one request after the other, in the manner of @ghc -c@.
--
-- > ghc-server GHC LIBDIR FLAG...
--
-- GHC is the compiler's own program, for requests that only it can judge; LIBDIR is what it answers to
-- @--print-libdir@; the flags are those that all requests have in common.
module Main (main) where

import System.Environment (getArgs)
import System.Exit (exitWith, ExitCode (..))
import System.IO

import GHC (runGhc)
import GHC.HandleEncoding (configureHandleEncoding)

import Child (Plain (..))
import Server (serve)
import Session (open)

main :: IO ()
main = do
  -- As in the compiler's own program.
  hSetBuffering stdout LineBuffering
  hSetBuffering stderr LineBuffering
  configureHandleEncoding
  arguments <- getArgs
  case arguments of
    ghc : library : flags -> serve (runGhc (Just library) (open flags)) (Plain ghc flags)
    _ -> do
      hPutStrLn stderr "usage: ghc-server GHC LIBDIR FLAG..."
      exitWith (ExitFailure 2)
