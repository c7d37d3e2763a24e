using Lab.Hosting.Clients.Milvus;

namespace Lab.Engines.Milvus.Tests.Targets;

/// <summary>A server that the conformance tests run against; they are skipped where there is none.</summary>
public interface IMilvusTarget
{
    /// <summary>A client signed in as the administrator.</summary>
    MilvusClient Client { get; }

    /// <summary>As an AppHost writes it.</summary>
    string ConnectionString { get; }

    /// <summary>The PEM file of the authority that signed the server's certificate; null without TLS.</summary>
    string? CertificateAuthority { get; }
}
