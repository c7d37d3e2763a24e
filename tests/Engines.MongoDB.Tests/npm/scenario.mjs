// Drives a MongoDB server with MongoDB's own driver for Node.js; says one JSON object a line.
import { createRequire } from 'node:module';

const require = createRequire(process.env.MODULES + '/');
const { MongoClient, ObjectId, Decimal128, Long } = require('mongodb');

const say = (step, value) => console.log(JSON.stringify({ step, value }));
const code = async work => {
  try {
    await work();
    return null;
  } catch (error) {
    return error.code ?? error.message;
  }
};

const options = process.env.CA ? { tlsCAFile: process.env.CA } : {};
const client = new MongoClient(process.env.ADDRESS, { serverSelectionTimeoutMS: 10_000, ...options });
try {
  await client.connect();
  const database = client.db(process.env.NAME);
  const items = database.collection('items');
  const documents = Array.from({ length: 250 }, (_, i) => ({ _id: i, name: `n${i}`, kind: i % 5, at: { x: i / 2 }, tags: [`t${i % 3}`, 'all'] }));
  say('insertMany', (await items.insertMany(documents)).insertedCount);
  say('duplicate', await code(() => items.insertOne({ _id: 1 })));
  await items.createIndex({ kind: 1, name: -1 });
  say('find', (await items.find({ kind: 3, 'at.x': { $gte: 50 } }).sort({ name: 1 }).limit(3).project({ name: 1 }).toArray()));
  let count = 0;
  for await (const document of items.find({ tags: 'all' }).batchSize(40)) {
    count += document._id >= 0 ? 1 : 0;
  }
  say('cursor', count);
  say('update', (await items.updateMany({ kind: 1 }, { $set: { seen: true }, $push: { tags: 'new' } })).modifiedCount);
  say('upsert', (await items.updateOne({ _id: 1000 }, { $set: { a: 1 } }, { upsert: true })).upsertedId);
  say('findOneAndUpdate', (await items.findOneAndUpdate({ _id: 1000 }, { $inc: { a: 41 } }, { returnDocument: 'after' })).a);
  say('delete', (await items.deleteMany({ _id: { $gte: 240 } })).deletedCount);
  say('count', await items.countDocuments({ seen: true }));
  say('distinct', (await items.distinct('kind', { kind: { $lt: 3 } })).sort());
  say('aggregate', await items.aggregate([{ $match: { kind: { $in: [1, 2] } } }, { $group: { _id: '$kind', n: { $sum: 1 } } }, { $sort: { _id: 1 } }]).toArray());
  const typed = { _id: new ObjectId('65a000000000000000000001'), long: Long.fromString('9007199254740993'), date: new Date(0), nothing: null };
  await items.insertOne(typed);
  const back = await items.findOne({ _id: typed._id }, { promoteLongs: false });
  say('types', [back.long.toString(), back.date.toISOString(), back.nothing]);
  say('bulkWrite', (await items.bulkWrite([{ insertOne: { document: { _id: 2000 } } }, { updateOne: { filter: { _id: 2000 }, update: { $set: { b: 1 } } } }, { deleteOne: { filter: { _id: 2000 } } }])).deletedCount);
  say('indexes', (await items.indexes()).map(index => index.name));
  say('missing', await code(() => database.command({ noSuchCommand: 1 })));
  if (process.env.TRANSACTIONS) {
    await client.withSession(async session => {
      await session.withTransaction(async () => {
        await items.updateOne({ _id: 0 }, { $set: { in: 1 } }, { session });
        await items.insertOne({ _id: 3000 }, { session });
      });
      session.startTransaction();
      await items.deleteMany({}, { session });
      await session.abortTransaction();
    });
    say('transaction', [(await items.findOne({ _id: 0 })).in, await items.countDocuments({ _id: 3000 })]);
    say('decimal', (await items.findOneAndUpdate({ _id: 3000 }, { $set: { d: Decimal128.fromString('0.1') } }, { returnDocument: 'after' })).d.toString());
    say('stream', await code(() => items.watch().next()) !== null);
  }
  await database.dropDatabase();
  say('dropped', (await database.listCollections().toArray()).length);
} finally {
  await client.close();
}
