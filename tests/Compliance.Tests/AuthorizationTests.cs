using Lab.Testing;

namespace Lab.Compliance.Tests;

public sealed class AuthorizationTests(PostgresServer server)
{
    [Fact]
    public async Task Every_endpoint_asks_for_a_role()
    {
        await using var service = new ServiceFactory<Program>(server, "compliancedb");

        await AuthorizationMatrix.ShouldHoldAsync(service, new Dictionary<string, string>
        {
            ["POST /controls/{id}/assessments"] = "security-implementation",
        });
    }
}
