using Npgsql;

namespace Lab.ServiceDefaults.Databases;

/// <summary>The database that a service owns. Connections are handed out once its schema is up to date.</summary>
public sealed class ServiceDatabase
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly NpgsqlDataSource _dataSource;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource _migrated = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ServiceDatabase(string name, NpgsqlDataSource dataSource, TimeProvider time)
    {
        Name = name;
        _dataSource = dataSource;
        _time = time;
    }

    /// <summary>The database's name among the connection strings.</summary>
    public string Name { get; }

    internal bool IsReady => _migrated.Task.IsCompletedSuccessfully;

    /// <summary>Opens a connection; in the first seconds of the service it waits for the schema, at most 5 seconds.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DatabaseNotReadyException">The schema is not up to date yet.</exception>
    public async ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (!IsReady)
        {
            try
            {
                await _migrated.Task.WaitAsync(Patience, _time, cancellationToken);
            }
            catch (TimeoutException)
            {
                throw new DatabaseNotReadyException($"The database {Name} is not ready yet. Try again shortly.");
            }
        }

        return await _dataSource.OpenConnectionAsync(cancellationToken);
    }

    /// <summary>Waits until the schema is up to date, for work in the background that has nobody to answer.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task WaitUntilReadyAsync(CancellationToken cancellationToken) => _migrated.Task.WaitAsync(cancellationToken);

    internal void MarkReady() => _migrated.TrySetResult();
}
