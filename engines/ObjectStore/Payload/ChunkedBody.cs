using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Lab.Engines.ObjectStore.Http;

namespace Lab.Engines.ObjectStore.Payload;

/// <summary>A body in the framing <c>aws-chunked</c>: hands out the data, checks each chunk's signature, keeps the trailing headers.</summary>
/// <param name="body">The body as it is sent.</param>
/// <param name="signer">Checks signatures; <see langword="null"/> where chunks are not signed.</param>
/// <param name="hasTrailer">Whether headers follow the last chunk.</param>
internal sealed class ChunkedBody(Stream body, ChunkSigner? signer, bool hasTrailer) : ReadOnlyStream
{
    private const int MostHeader = 8 << 10;
    private const long MostChunk = 5L << 30;

    private readonly byte[] buffer = ArrayPool<byte>.Shared.Rent(64 << 10);
    private readonly IncrementalHash? hash = signer is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private int start;
    private int end;
    private long left;
    private string? signature;
    private bool begun;
    private bool finished;
    private bool disposed;

    /// <summary>The headers behind the last chunk, once the body is read to its end.</summary>
    public Dictionary<string, string> Trailer { get; } = new(StringComparer.OrdinalIgnoreCase);

    public override async ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken cancellationToken = default)
    {
        if (finished || target.IsEmpty)
        {
            return 0;
        }

        if (left == 0 && !await NextChunkAsync(cancellationToken).ConfigureAwait(false))
        {
            return 0;
        }

        int read;
        if (start < end)
        {
            read = (int)Math.Min(Math.Min(target.Length, end - start), left);
            buffer.AsSpan(start, read).CopyTo(target.Span);
            start += read;
        }
        else
        {
            read = await body.ReadAsync(target[..(int)Math.Min(target.Length, left)], cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                throw Incomplete();
            }
        }

        hash?.AppendData(target.Span[..read]);
        left -= read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposed)
        {
            disposed = true;
            ArrayPool<byte>.Shared.Return(buffer);
            hash?.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<bool> NextChunkAsync(CancellationToken cancellationToken)
    {
        if (begun)
        {
            CheckChunk();
            if (await LineAsync(cancellationToken).ConfigureAwait(false) is not "")
            {
                throw Malformed();
            }
        }

        begun = true;
        var header = await LineAsync(cancellationToken).ConfigureAwait(false);
        var semicolon = header.IndexOf(';', StringComparison.Ordinal);
        var size = semicolon < 0 ? header : header[..semicolon];
        if (size.Length is 0 or > 16 || !long.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out left) || left is < 0 or > MostChunk)
        {
            throw Malformed();
        }

        const string name = ";chunk-signature=";
        signature = semicolon >= 0 && header.AsSpan(semicolon).StartsWith(name) ? header[(semicolon + name.Length)..] : null;
        if (left > 0)
        {
            return true;
        }

        CheckChunk();
        finished = true;
        await EndAsync(cancellationToken).ConfigureAwait(false);
        return false;
    }

    private void CheckChunk() => signer?.CheckChunk(Convert.ToHexStringLower(hash!.GetHashAndReset()), signature);

    private async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        var signed = new StringBuilder();
        string? trailerSignature = null;
        while (await LineAsync(cancellationToken, mayEnd: true).ConfigureAwait(false) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (!hasTrailer || colon <= 0 || Trailer.Count > 16)
            {
                throw Malformed();
            }

            var (name, value) = (line[..colon].Trim().ToLowerInvariant(), line[(colon + 1)..].Trim());
            if (name == "x-amz-trailer-signature")
            {
                trailerSignature = value;
                continue;
            }

            Trailer[name] = value;
            signed.Append(name).Append(':').Append(value).Append('\n');
        }

        if (hasTrailer)
        {
            signer?.CheckTrailer(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(signed.ToString()))), trailerSignature);
        }
    }

    private async ValueTask<string> LineAsync(CancellationToken cancellationToken, bool mayEnd = false)
    {
        while (true)
        {
            var newline = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                var line = Encoding.ASCII.GetString(buffer, start, newline).TrimEnd('\r');
                start += newline + 1;
                return line;
            }

            if (end - start > MostHeader)
            {
                throw Malformed();
            }

            if (start > 0)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (start, end) = (0, end - start);
            }

            var read = await body.ReadAsync(buffer.AsMemory(end), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return mayEnd && end == start ? "" : throw Incomplete();
            }

            end += read;
        }
    }

    private static S3Exception Malformed() => S3Exception.InvalidRequest("The chunks of the body are malformed.");

    private static S3Exception Incomplete() => new(400, "IncompleteBody", "The body ended before its last chunk.");
}
