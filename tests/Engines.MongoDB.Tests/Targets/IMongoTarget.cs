using MongoDB.Driver;

namespace Lab.Engines.MongoDB.Tests.Targets;

/// <summary>A server that the conformance tests run against.</summary>
public interface IMongoTarget
{
    /// <summary>The client; the test is skipped where there is no server.</summary>
    IMongoClient Client { get; }

    /// <summary>Where a client of another kind connects, once <see cref="Client"/> has been asked for.</summary>
    string ConnectionString { get; }

    /// <summary>The file of the authority that the server's certificate comes from; null where there is no TLS.</summary>
    string? AuthorityFile { get; }
}
