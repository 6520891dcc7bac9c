-- | The messages between a worker and its background process: a sequence of fields, each
-- @LENGTH:NAME=VALUE\\n@, ended by an empty one. This server and its children speak it, too.
--
-- On bare descriptors: a Handle's lock and finalizer would be copied by each fork.
module Wire (Message, Source, field, fields, receive, send, source, sourceDescriptor) where

import Control.Concurrent (threadWaitRead)
import qualified Data.ByteString as Bytes
import qualified Data.ByteString.Char8 as Char8
import qualified Data.ByteString.Internal as Bytes (createAndTrim)
import qualified Data.ByteString.Unsafe as Bytes (unsafeUseAsCStringLen)
import Data.IORef
import Foreign.Ptr (castPtr)
import System.Posix.IO (fdReadBuf, fdWriteBuf)
import System.Posix.Types (Fd)

-- | Names and values in the order in which they came; several may have the same name.
type Message = [(String, Bytes.ByteString)]

-- | The values of all fields of that name.
fields :: String -> Message -> [Bytes.ByteString]
fields name message = [value | (key, value) <- message, key == name]

-- | The value of the first field of that name; empty if there is none.
field :: String -> Message -> Bytes.ByteString
field name message = mconcat (take 1 (fields name message))

-- | Where messages come from, and what was read too far.
data Source = Source Fd (IORef Bytes.ByteString)

source :: Fd -> IO Source
source fd = Source fd <$> newIORef Bytes.empty

sourceDescriptor :: Source -> Fd
sourceDescriptor (Source fd _) = fd

-- | The next message; Nothing if the stream ends, also within a message.
receive :: Source -> IO (Maybe Message)
receive from = do
  size <- decimal 0
  body <- maybe (pure Nothing) (\n -> takeBytes from (n + 1)) size
  case Bytes.init <$> body of
    Nothing -> pure Nothing
    Just line
      | Bytes.null line -> pure (Just [])
      | otherwise -> fmap (split line :) <$> receive from
 where
  decimal :: Int -> IO (Maybe Int)
  decimal n = do
    byte <- takeBytes from 1
    case Char8.unpack <$> byte of
      Just ":" -> pure (Just n)
      Just [digit] | digit >= '0', digit <= '9' -> decimal (10 * n + fromEnum digit - fromEnum '0')
      _ -> pure Nothing
  split line =
    let (name, value) = Char8.break (== '=') line in (Char8.unpack name, Bytes.drop 1 value)

-- | The next bytes, as many as asked for, or Nothing if the stream ends before.
takeBytes :: Source -> Int -> IO (Maybe Bytes.ByteString)
takeBytes (Source fd pending) size = readIORef pending >>= go . (: [])
 where
  go chunks
    | sum (map Bytes.length chunks) >= size = do
        let (taken, rest) = Bytes.splitAt size (Bytes.concat (reverse chunks))
        writeIORef pending rest
        pure (Just taken)
    | otherwise = do
        threadWaitRead fd
        chunk <- Bytes.createAndTrim 65536 (\buffer -> fromIntegral <$> fdReadBuf fd buffer 65536)
        if Bytes.null chunk then pure Nothing else go (chunk : chunks)

-- | Writes a message whole.
send :: Fd -> Message -> IO ()
send fd message = write (Bytes.concat (map line message ++ [Char8.pack "0:\n"]))
 where
  line (name, value) =
    let content = Char8.pack (name ++ "=") <> value
     in Char8.pack (show (Bytes.length content) ++ ":") <> content <> Char8.pack "\n"
  write content
    | Bytes.null content = pure ()
    | otherwise = do
        written <- Bytes.unsafeUseAsCStringLen content $ \(start, size) ->
          fdWriteBuf fd (castPtr start) (fromIntegral size)
        write (Bytes.drop (fromIntegral written) content)
