using System.Buffers;
using System.Collections.Concurrent;
using System.Threading.Channels;
using Lab.Repository.Format;
using Lab.Repository.Packs;

namespace Lab.Repository.Files;

/// <summary>
/// Fetches runs of blobs and, while the next ones are on their way, decrypts, unpacks and hands on those that came. Memory: about 6 MiB for
/// each read at once and each worker.
/// </summary>
/// <param name="repository">From where.</param>
/// <param name="workers">How many decrypt and unpack.</param>
/// <param name="write">Receives an unpacked blob and what comes from it, from any worker.</param>
internal sealed class RestorePipeline(BackupRepository repository, int workers, Action<PackId, ReadOnlyMemory<byte>, List<RestorePiece>> write)
{
    /// <summary>Reads under way at once: enough for a disk, and to hide some of the time that a distant server takes.</summary>
    private const int Reads = 3;

    /// <exception cref="RepositoryException">A blob is missing or damaged, or cannot be written; others may have been written by then.</exception>
    public async Task RunAsync(IEnumerable<PackRun> runs, CancellationToken cancellationToken)
    {
        var fetched = Channel.CreateBounded<(PackRun Run, byte[] Bytes)>(1);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // Where one side fails, the other is cancelled, and the failure is what comes out.
        await Task.WhenAll(WorkAsync(fetched.Reader, stopping), FetchAsync(runs, fetched.Writer, stopping)).ConfigureAwait(false);
    }

    private async Task FetchAsync(IEnumerable<PackRun> runs, ChannelWriter<(PackRun Run, byte[] Bytes)> fetched, CancellationTokenSource stopping)
    {
        try
        {
            await Parallel.ForEachAsync(runs, new ParallelOptions { MaxDegreeOfParallelism = Reads, CancellationToken = stopping.Token }, async (run, token) =>
            {
                var bytes = ArrayPool<byte>.Shared.Rent(run.Length);
                if (!await repository.Backend.TryReadAsync(run.Pack.Key, run.Offset, bytes.AsMemory(0, run.Length), token).ConfigureAwait(false))
                {
                    throw new RepositoryException(RepositoryError.Damaged, $"{run.Pack.Key} is missing or cut short.");
                }

                await fetched.WriteAsync((run, bytes), token).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
        catch
        {
            await stopping.CancelAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            fetched.TryComplete();
        }
    }

    private async Task WorkAsync(ChannelReader<(PackRun Run, byte[] Bytes)> fetched, CancellationTokenSource stopping)
    {
        var readers = new ConcurrentBag<BlobReader>();
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, workers), CancellationToken = stopping.Token };
            await Parallel.ForEachAsync(fetched.ReadAllAsync(stopping.Token), parallel, (item, token) =>
            {
                var reader = readers.TryTake(out var free) ? free : new BlobReader(repository.Backend, repository.Cipher);
                foreach (var (blob, pieces) in item.Run.Blobs)
                {
                    token.ThrowIfCancellationRequested();
                    var stored = item.Bytes.AsSpan((int)(blob.Offset - item.Run.Offset), blob.StoredLength);
                    write(item.Run.Pack, reader.Decode(item.Run.Pack, blob, stored), pieces);
                }

                ArrayPool<byte>.Shared.Return(item.Bytes);
                readers.Add(reader);
                return ValueTask.CompletedTask;
            }).ConfigureAwait(false);
        }
        catch
        {
            await stopping.CancelAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            foreach (var reader in readers)
            {
                reader.Dispose();
            }
        }
    }
}
