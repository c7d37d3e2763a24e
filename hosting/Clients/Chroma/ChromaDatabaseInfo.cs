namespace Lab.Hosting.Clients.Chroma;

/// <summary>A database as the server lists it.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Name">Its name within the tenant.</param>
/// <param name="Tenant">The tenant's name.</param>
public sealed record ChromaDatabaseInfo(Guid Id, string Name, string Tenant);
