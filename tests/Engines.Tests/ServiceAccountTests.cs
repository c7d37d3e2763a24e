using Lab.Engines.Processes;

namespace Lab.Engines.Tests;

public sealed class ServiceAccountTests
{
    private const string Root = "root:x:0:0:root:/root:/bin/bash";
    private const string Nobody = "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin";
    private const string Postgres = "postgres:x:101:104:PostgreSQL,,,:/var/lib/postgresql:/bin/bash";

    [Fact]
    public void Postgres_is_preferred() =>
        ServiceAccount.Choose([Root, Nobody, Postgres]).ShouldBe(new ServiceAccount("postgres", 101, 104));

    [Fact]
    public void Nobody_is_taken_else() =>
        ServiceAccount.Choose([Root, Nobody]).ShouldBe(new ServiceAccount("nobody", 65534, 65534));

    [Fact]
    public void A_negative_number_is_read_as_the_system_means_it() =>
        ServiceAccount.Choose(["# macOS", "nobody:*:-2:-2:Unprivileged User:/var/empty:/usr/bin/false"]).UserId.ShouldBe(uint.MaxValue - 1);

    [Theory]
    [InlineData(Root)]
    [InlineData("postgres:x:0:0::/:/bin/sh")]
    public void Without_either_it_says_what_to_do(string line) =>
        Should.Throw<EngineException>(() => ServiceAccount.Choose([line])).Message.ShouldContain("create one, or start the lab as an ordinary user");
}
