namespace Lab.Engines.ObjectStore.Storage;

/// <summary>
/// Keeps files until whoever may still read them is done. A reader learns a file's name from the database and opens it later: a deletion waits
/// for all readers that began before it. What waits when the process ends is found by the next start.
/// </summary>
/// <param name="delete">Deletes a file.</param>
internal sealed class FileReaders(Action<string> delete)
{
    private readonly Lock gate = new();
    private readonly SortedSet<long> reading = [];
    private readonly Queue<(long Since, string File)> waiting = new();
    private long clock;

    /// <summary>Begins to read: before the database is asked for names. Disposing ends it.</summary>
    public IDisposable Begin()
    {
        lock (gate)
        {
            reading.Add(++clock);
            return new Reader(this, clock);
        }
    }

    /// <summary>Deletes a file that the database does not name any more, now or when its readers are done.</summary>
    public void Delete(string file)
    {
        lock (gate)
        {
            waiting.Enqueue((++clock, file));
        }

        DeleteUnread();
    }

    private void End(long reader)
    {
        lock (gate)
        {
            reading.Remove(reader);
        }

        DeleteUnread();
    }

    private void DeleteUnread()
    {
        while (true)
        {
            string file;
            lock (gate)
            {
                if (!waiting.TryPeek(out var first) || (reading.Count > 0 && reading.Min < first.Since))
                {
                    return;
                }

                file = waiting.Dequeue().File;
            }

            delete(file);
        }
    }

    private sealed class Reader(FileReaders readers, long number) : IDisposable
    {
        public void Dispose() => readers.End(number);
    }
}
