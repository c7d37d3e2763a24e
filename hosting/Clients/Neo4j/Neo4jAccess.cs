namespace Lab.Hosting.Clients.Neo4j;

/// <summary>What a statement or transaction may do.</summary>
public enum Neo4jAccess
{
    /// <summary>Read and write.</summary>
    Write,

    /// <summary>Read only: the server refuses writes, and a statement whose answer is lost is run again.</summary>
    Read,
}
