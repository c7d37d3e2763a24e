namespace Lab.Engines.Neo4j.Tests.Targets;

/// <summary>Where a server answers, and who may come in.</summary>
public sealed record Neo4jServer(string Http, string Bolt, string User, string Password, string? AuthorityFile);
