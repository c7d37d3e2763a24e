using System.Reflection;

namespace Lab.ServiceDefaults.Databases;

/// <param name="Scripts">The assembly with the numbered <c>.sql</c> files.</param>
/// <param name="ConnectionString">The service's database.</param>
/// <param name="Patience">How long to try before the service gives up.</param>
/// <param name="RetryAfter">The pause between two tries.</param>
internal sealed record MigrationSettings(Assembly Scripts, string ConnectionString, TimeSpan Patience, TimeSpan RetryAfter);
