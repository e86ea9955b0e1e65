PRAGMA application_id = 1380339268;
BEGIN TRANSACTION;
CREATE TABLE accounts (account INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO "accounts" VALUES(1,'995378');
INSERT INTO "accounts" VALUES(2,'201144');
CREATE TABLE answers (
    answer INTEGER PRIMARY KEY,
    file INTEGER NOT NULL,
    line INTEGER NOT NULL,
    refund INTEGER NOT NULL,
    previous INTEGER NOT NULL,
    effect INTEGER NOT NULL CHECK (effect BETWEEN 1 AND 4),
    query_number TEXT NOT NULL,
    bank_reference TEXT NOT NULL,
    reason_code TEXT NOT NULL,
    reason TEXT NOT NULL,
    processed_at TEXT NOT NULL
) STRICT;
INSERT INTO "answers" VALUES(1,4,2,1,0,2,'','bk-1','','','');
INSERT INTO "answers" VALUES(2,4,3,3,0,3,'','','AC04','account closed','');
INSERT INTO "answers" VALUES(3,5,2,2,0,2,'ARN-1','','','','');
INSERT INTO "answers" VALUES(4,8,2,1,1,4,'ARN-7','','','','');
CREATE TABLE approvals (
    batch INTEGER NOT NULL, by TEXT NOT NULL, os_user TEXT NOT NULL, at INTEGER NOT NULL, digest TEXT NOT NULL,
    PRIMARY KEY (batch, by)
) STRICT, WITHOUT ROWID;
INSERT INTO "approvals" VALUES(2,'wang','root',1791425100,'b35c4f44932c5db3a9afc58aad932467f5c1eb0910048ab88071279c0f45324a');
CREATE TABLE batch_codes (
    batch INTEGER NOT NULL, place INTEGER NOT NULL, code TEXT NOT NULL, currency TEXT NOT NULL,
    exponent INTEGER NOT NULL, rows INTEGER NOT NULL, amount INTEGER NOT NULL,
    PRIMARY KEY (batch, place, currency, exponent)
) STRICT, WITHOUT ROWID;
INSERT INTO "batch_codes" VALUES(1,17,'EXCEEDS_REFUNDABLE','EUR',2,1,30000);
INSERT INTO "batch_codes" VALUES(2,12,'ORDER_NOT_PAID','USD',2,1,100);
INSERT INTO "batch_codes" VALUES(5,7,'ORDER_NOT_FOUND','',0,2,0);
CREATE TABLE batch_totals (
    batch INTEGER NOT NULL, lane INTEGER NOT NULL, count INTEGER NOT NULL, amount INTEGER NOT NULL,
    PRIMARY KEY (batch, lane)
) STRICT, WITHOUT ROWID;
INSERT INTO "batch_totals" VALUES(1,1,2,12500);
INSERT INTO "batch_totals" VALUES(1,2,2,4000);
INSERT INTO "batch_totals" VALUES(2,3,1,2000);
INSERT INTO "batch_totals" VALUES(2,4,1,1000);
INSERT INTO "batch_totals" VALUES(3,3,1,3000);
INSERT INTO "batch_totals" VALUES(3,4,1,850);
INSERT INTO "batch_totals" VALUES(4,1,1,1000);
INSERT INTO "batch_totals" VALUES(4,2,1,500);
CREATE TABLE batches (
    batch INTEGER PRIMARY KEY,
    file INTEGER NOT NULL REFERENCES files,
    account INTEGER NOT NULL REFERENCES accounts,
    batch_number TEXT,
    policy TEXT NOT NULL,
    records_digest TEXT NOT NULL,
    accepted_at INTEGER NOT NULL,
    by TEXT NOT NULL,
    os_user TEXT NOT NULL,
    records INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    warnings INTEGER NOT NULL,
    approvals_needed INTEGER NOT NULL,
    first_serial INTEGER NOT NULL,
    decisions_digest TEXT NOT NULL,
    reports TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('approval', 'approved', 'declined')),
    waiting INTEGER NOT NULL CHECK (waiting >= 0),
    outstanding INTEGER NOT NULL CHECK (outstanding >= 0),
    moved_at INTEGER NOT NULL,
    CHECK (records = accepted + rejected)
) STRICT;
INSERT INTO "batches" VALUES(1,2,1,'KR-1008','accept-good','c7ff277370968207a429e64969512f870123877da1ad544e8043c8d8b56ed5d9',1791421800,'chen','root',5,4,1,1,0,1,'bf8a7eba31f23f9575c0decf41825152e60cc8f92a5ccb625e3fa2fda5447895','accepted.csv 45041d050d6302795fb7185a112bd727a5210f86083ff4cfeb2c80d7b45d896e
rejected.csv 852059da10efe86383fccd60e0b37a551a5b4ef1291da79777ecbd8df8159f51
summary.json 89b01d82c19dbcbcb960550d5d87b54f88825638ab3504dce473e44c8d51fca9','approved',0,0,1791507660);
INSERT INTO "batches" VALUES(2,3,2,NULL,'accept-good','9be9acd2a495e148e657d7a8d89f1f9bb7c0bd834d70642dfee5a90a45207452',1791421860,'liu','root',3,2,1,0,1,5,'ad07d1e4cb70d18d76f41cf1d76da761f1b71d5243f2ef6d4b769e94ddb9d46b','accepted.csv 4bb6bf925f4224d2c9d33645262ef04f125d8971ea53ecb693ff88dca4a46aa3
rejected.csv ae1109310532f1a473ad1e2f50ac762c17a65c821ff11f3c814077f368bd56ec
summary.json e421f99f60fefe76eeb965994d2780ebee7a417b4e8f85a9b40e30ccf48c7c87','approved',0,2,1791428400);
INSERT INTO "batches" VALUES(3,6,2,NULL,'accept-good','fac969508c064fea7f88c2ee70223814c815a62ef7d37a8403ef9feeea5cee3e',1791507720,'liu','root',2,2,0,0,1,7,'e58fca471fe58c8e647667413e1a96fc327085e5da4e9b48aa5d015c8292e29d','accepted.csv 9c84b25dff0408f825c8b7a3d4a2872210d421bb5ecfec40271868a5283f16ca
rejected.csv 85f727cb9b5893c2c0b0c442a988903b613350ce8206bfe8d5279096a16f12ff
summary.json f157a0258d113d5beb534d9911159b94508acd4fd468951110e283e55bf47f3d','approval',2,0,1791507720);
INSERT INTO "batches" VALUES(4,9,1,NULL,'accept-good','2fa78fb5979825de525970aee37f1a0ab3f7d6f798434895433c3da228125862',1791507900,'chen','root',2,2,0,0,0,9,'3d59a5a0b115133bb15d791aa5e5724114f4de24631024ff0c64d2b93c917961','accepted.csv 305417b2185cfee4c94c6433143377a44e7d75a1735d300c8784a18482eb1300
rejected.csv 85f727cb9b5893c2c0b0c442a988903b613350ce8206bfe8d5279096a16f12ff
summary.json 7d50bdd606c98b56bee5b9f5006a2f4f3e234d21f6733d6239e12c2489ad99ea','approved',0,2,1791511200);
INSERT INTO "batches" VALUES(5,11,2,NULL,'accept-good','2fa78fb5979825de525970aee37f1a0ab3f7d6f798434895433c3da228125862',1791511500,'chen','root',2,0,2,0,1,11,'6dda8616ef0f4be0b156cf8ade6bc1c8e006837a81388f481086e92549cd17d3','accepted.csv 78b854021bbbb9d5c852eaea2673c1cdaaf9fbfa1345ea6999de7da9577cd3b6
rejected.csv 334e3bf47d64bdf6dd3dbc7221253c60d88127b0eb662ba687b79c0071b08a17
summary.json e93ac6f35d2372b6390725236f3c6f2ae96851d810c1e0e54df77f703fbdc185','approved',0,0,1791511500);
CREATE TABLE channels (channel INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO "channels" VALUES(1,'card');
INSERT INTO "channels" VALUES(2,'default');
CREATE TABLE closings (
    refund INTEGER PRIMARY KEY,
    failure INTEGER NOT NULL CHECK (failure IN (1, 2)),
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    os_user TEXT NOT NULL,
    why TEXT NOT NULL
) STRICT;
INSERT INTO "closings" VALUES(4,1,1791421920,'chen','root','');
CREATE TABLE exceptions (
    exception INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    refund_id TEXT,
    payment_id TEXT,
    file INTEGER,
    line INTEGER,
    ours TEXT NOT NULL,
    theirs TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'proposed', 'resolved')),
    opened_at INTEGER NOT NULL,
    closed_at INTEGER
) STRICT;
INSERT INTO "exceptions" VALUES(1,'REFUND_UNKNOWN','41700000000099',NULL,4,4,'{}','{"refund_id":"41700000000099","result":"success","refund_amount":"1.00","refund_currency":"EUR","query_number":null,"bank_reference":null,"reason_code":null,"reason":null,"processed_at":null,"channel":"default","submission":null}','open',1791507600,NULL);
INSERT INTO "exceptions" VALUES(2,'AMOUNT_DIFFERS','41700000000054','260920101500000000001',5,3,'{"refund_id":"41700000000054","account":"201144","payment_id":"260920101500000000001","order_number":"B-1","channel":"card","status":"submitted","failure":null,"refund_amount":"2000","refund_currency":"JPY","submission":"3","query_number":null}','{"refund_id":"41700000000054","result":"success","refund_amount":"2500","refund_currency":"JPY","query_number":null,"bank_reference":null,"reason_code":null,"reason":null,"processed_at":null,"channel":"card","submission":null}','open',1791507660,NULL);
INSERT INTO "exceptions" VALUES(3,'NOT_SUBMITTED','41700000000062','260920101500000000002',5,4,'{"refund_id":"41700000000062","account":"201144","payment_id":"260920101500000000002","order_number":"B-2","channel":"default","status":"submitted","failure":null,"refund_amount":"10.00","refund_currency":"USD","submission":"4","query_number":null}','{"refund_id":"41700000000062","result":"pending","refund_amount":null,"refund_currency":null,"query_number":null,"bank_reference":null,"reason_code":null,"reason":null,"processed_at":null,"channel":"card","submission":null}','open',1791507660,NULL);
INSERT INTO "exceptions" VALUES(4,'ORDER_OVERDRAWN',NULL,'260920101500000000002',7,2,'{"payment_id":"260920101500000000002","refunds":"18.50","currency":"USD"}','{"payment_status":"success","order_amount":"88.00","chargeback_amount":"75.00","refunded_elsewhere":"0.00"}','open',1791507780,NULL);
INSERT INTO "exceptions" VALUES(5,'CONTRADICTION','41700000000038','260919081201330271155',8,3,'{"refund_id":"41700000000038","account":"995378","payment_id":"260919081201330271155","order_number":"KO-2026-184250","channel":"default","status":"failed","failure":"bank","refund_amount":"75.00","refund_currency":"EUR","submission":"2","query_number":null}','{"refund_id":"41700000000038","result":"success","refund_amount":"75.00","refund_currency":"EUR","query_number":"ARN-8","bank_reference":null,"reason_code":null,"reason":null,"processed_at":null,"channel":null,"submission":null}','open',1791507840,NULL);
CREATE TABLE files (
    file INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('orders', 'refunds', 'results')),
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    inflated_digest TEXT NOT NULL,
    size INTEGER NOT NULL,
    origin TEXT,
    modified INTEGER NOT NULL,
    taken_at INTEGER NOT NULL,
    by TEXT NOT NULL,
    account TEXT,
    channel TEXT,
    refusal TEXT,
    message TEXT,
    message_zh TEXT,
    records INTEGER NOT NULL,
    checksum INTEGER NOT NULL
) STRICT;
INSERT INTO "files" VALUES(1,'orders','orders.csv','7eab13664ad3f3ebb37cc400838e49a1a39f22c333b88c1adedee15b8ff84267','7eab13664ad3f3ebb37cc400838e49a1a39f22c333b88c1adedee15b8ff84267',637,NULL,1795883849869264274,1791421200,'os:root',NULL,NULL,NULL,NULL,NULL,6,6234657478240717851);
INSERT INTO "files" VALUES(2,'refunds','b1.csv','5ad9d350e3576f57c7c71d64f87187494fe8300a4376f0b3c443fc92a8e289b5','5ad9d350e3576f57c7c71d64f87187494fe8300a4376f0b3c443fc92a8e289b5',337,NULL,1795883849873496712,1791421800,'chen','995378',NULL,NULL,NULL,NULL,5,2622299084057021721);
INSERT INTO "files" VALUES(3,'refunds','b2.csv','0b03aca45efce62ef8715657ad5a3fa6cf7429c6ca44e2262800969970a18c2a','0b03aca45efce62ef8715657ad5a3fa6cf7429c6ca44e2262800969970a18c2a',136,NULL,1795883849885496712,1791421860,'liu','201144',NULL,NULL,NULL,NULL,3,8409642146785240223);
INSERT INTO "files" VALUES(4,'results','res.csv','e4a21d6e50b6acc7eb4e126035812b545f5525b49cda896804a5107217955db6','e4a21d6e50b6acc7eb4e126035812b545f5525b49cda896804a5107217955db6',217,NULL,1795883868147452018,1791507600,'os:root',NULL,'default',NULL,NULL,NULL,3,3654702284237532499);
INSERT INTO "files" VALUES(5,'results','res2.csv','593197cf61a4ad7fed39719c0cb3c1051666efe20b714aee3f82074f15e171a3','593197cf61a4ad7fed39719c0cb3c1051666efe20b714aee3f82074f15e171a3',201,NULL,1795883868150245254,1791507660,'os:root',NULL,'card',NULL,NULL,NULL,3,3636245057341502188);
INSERT INTO "files" VALUES(6,'refunds','b3.csv','58ca41d451db481e2a0d81e1f2b70fa50ccced88d325d33b34837871b4e48aa8','58ca41d451db481e2a0d81e1f2b70fa50ccced88d325d33b34837871b4e48aa8',103,NULL,1795883849894034365,1791507720,'liu','201144',NULL,NULL,NULL,NULL,2,6531184864772585426);
INSERT INTO "files" VALUES(7,'orders','orders2.csv','e4f7486e3c2aea2a9820f84e09fea1e65a75fc5ec024b5273036a27b9bc85443','e4f7486e3c2aea2a9820f84e09fea1e65a75fc5ec024b5273036a27b9bc85443',205,NULL,1795883868152574629,1791507780,'os:root',NULL,NULL,NULL,NULL,NULL,1,8217612091638485134);
INSERT INTO "files" VALUES(8,'results','res3.csv','f9301465686af79ab751b94368b6c93efe6abcca6e31d2d0b1931df79bc40f38','f9301465686af79ab751b94368b6c93efe6abcca6e31d2d0b1931df79bc40f38',123,NULL,1795883868151391614,1791507840,'os:root',NULL,NULL,NULL,NULL,NULL,2,100314600861342509);
INSERT INTO "files" VALUES(9,'refunds','b4.csv','4633bdc04e664ee820cc69c757951abbfa85b07143db415143ef7eb1f36e30c5','4633bdc04e664ee820cc69c757951abbfa85b07143db415143ef7eb1f36e30c5',104,NULL,1795883868552848582,1791507900,'chen','995378',NULL,NULL,NULL,NULL,2,8871087205482202694);
INSERT INTO "files" VALUES(10,'refunds','bad.csv','2f9d23efc183016965f402b0ca2bfc1edb5830759a169288d8bc19dd99abe9c5','2f9d23efc183016965f402b0ca2bfc1edb5830759a169288d8bc19dd99abe9c5',9,NULL,1795883868681497579,1791508020,'chen','995378',NULL,'FILE_INCOMPLETE','line 1: no header of a refund batch here: the first line must name its columns, as payment_id,refund_number,…','第 1 行：此处没有表头：首行必须是列名',0,944700300959117191);
INSERT INTO "files" VALUES(11,'refunds','b4.csv','4633bdc04e664ee820cc69c757951abbfa85b07143db415143ef7eb1f36e30c5','4633bdc04e664ee820cc69c757951abbfa85b07143db415143ef7eb1f36e30c5',104,NULL,1795883868552848582,1791511500,'chen','201144',NULL,NULL,NULL,NULL,2,599212805219458482);
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO "grdb_migrations" VALUES('1 main job');
CREATE TABLE holdings (
    payment_id TEXT PRIMARY KEY NOT NULL,
    ceiling INTEGER NOT NULL,
    held INTEGER NOT NULL CHECK (held >= 0 AND held <= ceiling),
    refunds INTEGER NOT NULL CHECK (refunds >= 0),
    last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "holdings" VALUES('260918113020771450932',13990,2500,2,10);
INSERT INTO "holdings" VALUES('260919081201330271155',7500,0,0,3);
INSERT INTO "holdings" VALUES('260920101500000000001',12000,5000,2,7);
INSERT INTO "holdings" VALUES('260920101500000000002',8800,1850,2,8);
INSERT INTO "holdings" VALUES('260921201544530118207',28995,6000,2,9);
CREATE TABLE journal (
    entry INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    machine_at INTEGER NOT NULL,
    by TEXT NOT NULL,
    os_user TEXT NOT NULL,
    file_digest TEXT,
    change_digest TEXT,
    body TEXT NOT NULL,
    previous TEXT NOT NULL,
    digest TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO "journal" VALUES(1,'settings',1795883849,1795883849,'os:root','root',NULL,'9b08f64fbce795514f5ea7e2a6eb98635df0250c03b4c88ce6dc4a84225d19c0','{"settings":{"home_id":"9c64a126bb6889799122bacaefe6ba38","home_number":"337","configuration_digest":"b1350e519771051ad2f7db5311ccc194a231c9a252e36238c849d2bdb0ecb4b6"},"configuration":"home_number: 337\n"}','0000000000000000000000000000000000000000000000000000000000000000','698bcaac0ae2c36dd91cb350ccfa9d399521400c00dca9b30af9a1d8c5f90dcc');
INSERT INTO "journal" VALUES(2,'settings',1791421200,1795883849,'os:root','root',NULL,'6cf8be7a1fea01c54144932b499a8267de7c434305d7e6a69f0f6d3814c2446c','{"settings":{"configuration_digest":"9f4282ee3569f18f441b29f8970a7f4af43e58d69d37fa8ed747477d08bf7213","home_number":"417"},"configuration":"home_number: 417\nsettle_seconds: 0\naccounts:\n  \"201144\":\n    approval: one\nchannels:\n  default:\n    layout: native-csv\n  card:\n    layout: native-csv\n"}','698bcaac0ae2c36dd91cb350ccfa9d399521400c00dca9b30af9a1d8c5f90dcc','f4a732046536ebe0f6571e8c7cdb67706d49fe874e587bedb45f1aedf52a466d');
INSERT INTO "journal" VALUES(3,'orders',1791421200,1795883849,'os:root','root','7eab13664ad3f3ebb37cc400838e49a1a39f22c333b88c1adedee15b8ff84267','12d972223d55a3039f379c7ece92c67b131734da7c7a3ef3954f7a6f8b1a67a8','{"file":{"file":1,"kind":"orders","name":"orders.csv","digest":"7eab13664ad3f3ebb37cc400838e49a1a39f22c333b88c1adedee15b8ff84267","inflated_digest":"7eab13664ad3f3ebb37cc400838e49a1a39f22c333b88c1adedee15b8ff84267","size":637,"origin":null,"modified":1795883849869264274,"taken_at":1791421200,"by":"os:root","account":null,"channel":null,"refusal":null,"message":null,"message_zh":null,"records":6},"names_digest":"12febe48a48e5e7e0f3b305550be240682e2439cfcb0b81e124f1b5abcbb1b3b","opened":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"},"closed":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"},"facts":{"inserted":6,"updated":0,"unchanged":0,"rejected":0}}','f4a732046536ebe0f6571e8c7cdb67706d49fe874e587bedb45f1aedf52a466d','fdef1d03e51e4fe00a914723f15f5adee23a850150fae744e80c781959ac9b15');
INSERT INTO "journal" VALUES(4,'batch',1791421800,1795883850,'chen','root','5ad9d350e3576f57c7c71d64f87187494fe8300a4376f0b3c443fc92a8e289b5','bf8a7eba31f23f9575c0decf41825152e60cc8f92a5ccb625e3fa2fda5447895','{"file":{"file":2,"kind":"refunds","name":"b1.csv","digest":"5ad9d350e3576f57c7c71d64f87187494fe8300a4376f0b3c443fc92a8e289b5","inflated_digest":"5ad9d350e3576f57c7c71d64f87187494fe8300a4376f0b3c443fc92a8e289b5","size":337,"origin":null,"modified":1795883849873496712,"taken_at":1791421800,"by":"chen","account":"995378","channel":null,"refusal":null,"message":null,"message_zh":null,"records":5},"batch":{"batch":1,"file":2,"account":"995378","batch_number":"KR-1008","policy":"accept-good","records_digest":"c7ff277370968207a429e64969512f870123877da1ad544e8043c8d8b56ed5d9","accepted_at":1791421800,"by":"chen","os_user":"root","records":5,"accepted":4,"rejected":1,"warnings":1,"approvals_needed":0,"first_serial":1,"decisions_digest":"bf8a7eba31f23f9575c0decf41825152e60cc8f92a5ccb625e3fa2fda5447895","reports":{"accepted.csv":"45041d050d6302795fb7185a112bd727a5210f86083ff4cfeb2c80d7b45d896e","rejected.csv":"852059da10efe86383fccd60e0b37a551a5b4ef1291da79777ecbd8df8159f51","summary.json":"89b01d82c19dbcbcb960550d5d87b54f88825638ab3504dce473e44c8d51fca9"},"totals":[{"account":"995378","channel":"card","currency":"USD","exponent":2,"count":2,"amount":4000},{"account":"995378","channel":"default","currency":"EUR","exponent":2,"count":2,"amount":12500}],"codes":[{"code":"EXCEEDS_REFUNDABLE","currency":"EUR","exponent":2,"rows":1,"amount":30000}]},"by_hand":false,"accepted_digest":"f88353d6ed697e62e9bafa7415c2332ffeb4b32334052f7454fe8b74825249a3","rejected_digest":"47efe49bbde7a0fe2b58315d623e656baa714ca200aa95dff197e817ca551019"}','fdef1d03e51e4fe00a914723f15f5adee23a850150fae744e80c781959ac9b15','43d9a3a7630de234693e6e423f9762d6993222923360d0f93c3c55e608506c1c');
INSERT INTO "journal" VALUES(5,'batch',1791421860,1795883850,'liu','root','0b03aca45efce62ef8715657ad5a3fa6cf7429c6ca44e2262800969970a18c2a','ad07d1e4cb70d18d76f41cf1d76da761f1b71d5243f2ef6d4b769e94ddb9d46b','{"file":{"file":3,"kind":"refunds","name":"b2.csv","digest":"0b03aca45efce62ef8715657ad5a3fa6cf7429c6ca44e2262800969970a18c2a","inflated_digest":"0b03aca45efce62ef8715657ad5a3fa6cf7429c6ca44e2262800969970a18c2a","size":136,"origin":null,"modified":1795883849885496712,"taken_at":1791421860,"by":"liu","account":"201144","channel":null,"refusal":null,"message":null,"message_zh":null,"records":3},"batch":{"batch":2,"file":3,"account":"201144","batch_number":null,"policy":"accept-good","records_digest":"9be9acd2a495e148e657d7a8d89f1f9bb7c0bd834d70642dfee5a90a45207452","accepted_at":1791421860,"by":"liu","os_user":"root","records":3,"accepted":2,"rejected":1,"warnings":0,"approvals_needed":1,"first_serial":5,"decisions_digest":"ad07d1e4cb70d18d76f41cf1d76da761f1b71d5243f2ef6d4b769e94ddb9d46b","reports":{"accepted.csv":"4bb6bf925f4224d2c9d33645262ef04f125d8971ea53ecb693ff88dca4a46aa3","rejected.csv":"ae1109310532f1a473ad1e2f50ac762c17a65c821ff11f3c814077f368bd56ec","summary.json":"e421f99f60fefe76eeb965994d2780ebee7a417b4e8f85a9b40e30ccf48c7c87"},"totals":[{"account":"201144","channel":"card","currency":"JPY","exponent":0,"count":1,"amount":2000},{"account":"201144","channel":"default","currency":"USD","exponent":2,"count":1,"amount":1000}],"codes":[{"code":"ORDER_NOT_PAID","currency":"USD","exponent":2,"rows":1,"amount":100}]},"by_hand":false,"accepted_digest":"41069515259b8126402d976652f74dd452c5b706827f799fe61f2b43ed27d42a","rejected_digest":"dbcbd452ac0892b92bffa62c19791372b27eef803e38f81105571e782cf0feb7"}','43d9a3a7630de234693e6e423f9762d6993222923360d0f93c3c55e608506c1c','cf56c6819b111586e5fc9b1f79c7faefc3b6db879cf65bfc5fbf545dffe6b59a');
INSERT INTO "journal" VALUES(6,'cancel',1791421920,1795883850,'chen','root',NULL,'7ae24ea986ed969fe5d2d630ebb7b201fc670f8061489cd7b90a616d71ee3667','{"closing":{"refund":4,"failure":"cancelled","at":1791421920,"by":"chen","os_user":"root","why":""}}','cf56c6819b111586e5fc9b1f79c7faefc3b6db879cf65bfc5fbf545dffe6b59a','df3bdd7ccefdba62251d85cd0eadcb090c03b3cf5363d8f2f8e3e0316a3fd59b');
INSERT INTO "journal" VALUES(7,'seal',1791424800,1795883850,'os:root','root',NULL,'8534432f9ced5d38f9fa9fb68b1a21cc1bac349f3906b691974bdd492b511303','{"submission":{"submission":1,"channel":"card","sequence":1,"currency":"USD","exponent":2,"name":"card-000001-USD.csv","layout":"native-csv","time_zone":"Asia/Shanghai","created_at":1791424800,"totals":[{"account":"995378","channel":"card","currency":"USD","exponent":2,"count":1,"amount":2000}]}}','df3bdd7ccefdba62251d85cd0eadcb090c03b3cf5363d8f2f8e3e0316a3fd59b','2b01118909a16ed5e6bd1c725fc2f16c98b5a8dcdc74a05f62a0340e7c20ca16');
INSERT INTO "journal" VALUES(8,'seal',1791424800,1795883850,'os:root','root',NULL,'824173faca36900b3e1dd156d83cf6b891ffc99dc364e04007ca299bea271863','{"submission":{"submission":2,"channel":"default","sequence":1,"currency":"EUR","exponent":2,"name":"default-000001-EUR.csv","layout":"native-csv","time_zone":"Asia/Shanghai","created_at":1791424800,"totals":[{"account":"995378","channel":"default","currency":"EUR","exponent":2,"count":2,"amount":12500}]}}','2b01118909a16ed5e6bd1c725fc2f16c98b5a8dcdc74a05f62a0340e7c20ca16','515a98fc6fb32c33e7cc2e3900d29348945d77d6342bbbb6bcc1084a8972ca6a');
INSERT INTO "journal" VALUES(9,'stage',1791424800,1795883850,'os:root','root',NULL,'a9fa923435a4e2f056474cb1f3c1283ea39202d11897a6f0d073a1dc5797b7b8','{"stage":{"submission":1,"count":1,"amount":2000,"hash_total":771450932,"digest":"a9fa923435a4e2f056474cb1f3c1283ea39202d11897a6f0d073a1dc5797b7b8","size":357}}','515a98fc6fb32c33e7cc2e3900d29348945d77d6342bbbb6bcc1084a8972ca6a','8a800b67a695627749801ea93e1ec129e02252cde8745fc3ed77cac43913d9c3');
INSERT INTO "journal" VALUES(10,'stage',1791424800,1795883850,'os:root','root',NULL,'5bfd24982a31d290f10b2909b46898f47d1a2a9dfbfd136d4654d417ec2e8a16','{"stage":{"submission":2,"count":2,"amount":12500,"hash_total":860389362,"digest":"5bfd24982a31d290f10b2909b46898f47d1a2a9dfbfd136d4654d417ec2e8a16","size":475}}','8a800b67a695627749801ea93e1ec129e02252cde8745fc3ed77cac43913d9c3','0d0a216b598a6f38ca0a93e081b83bb6b8ad63d57353768756e016b277efa86a');
INSERT INTO "journal" VALUES(11,'emission',1791424800,1795883850,'os:root','root',NULL,'a9fa923435a4e2f056474cb1f3c1283ea39202d11897a6f0d073a1dc5797b7b8','{"emission":{"submission":1,"emitted_at":1791424800}}','0d0a216b598a6f38ca0a93e081b83bb6b8ad63d57353768756e016b277efa86a','9ebc60082212ac1362cac65b70b593a86e40c5590771d291652ce6f4d8dbf4d3');
INSERT INTO "journal" VALUES(12,'emission',1791424800,1795883850,'os:root','root',NULL,'5bfd24982a31d290f10b2909b46898f47d1a2a9dfbfd136d4654d417ec2e8a16','{"emission":{"submission":2,"emitted_at":1791424800}}','9ebc60082212ac1362cac65b70b593a86e40c5590771d291652ce6f4d8dbf4d3','ed4cb51db6f14288ae9f85850bd694287bb27fb69874c3510d7ce0eb37cf3aae');
INSERT INTO "journal" VALUES(13,'approval',1791425100,1795883850,'wang','root','0b03aca45efce62ef8715657ad5a3fa6cf7429c6ca44e2262800969970a18c2a','ad07d1e4cb70d18d76f41cf1d76da761f1b71d5243f2ef6d4b769e94ddb9d46b','{"approval":{"batch":2,"by":"wang","os_user":"root","at":1791425100,"digest":"b35c4f44932c5db3a9afc58aad932467f5c1eb0910048ab88071279c0f45324a"}}','ed4cb51db6f14288ae9f85850bd694287bb27fb69874c3510d7ce0eb37cf3aae','faa2517f3e4e914d879e3a5daa734d1d084bec151aaeadbf810f183d266f3fcd');
INSERT INTO "journal" VALUES(14,'seal',1791428400,1795883850,'os:root','root',NULL,'26ee12653babbd2a2660a4bbeadc68a46a848a85834c84060aa5e7e067b2137c','{"submission":{"submission":3,"channel":"card","sequence":2,"currency":"JPY","exponent":0,"name":"card-000002-JPY.csv","layout":"native-csv","time_zone":"Asia/Shanghai","created_at":1791428400,"totals":[{"account":"201144","channel":"card","currency":"JPY","exponent":0,"count":1,"amount":2000}]}}','faa2517f3e4e914d879e3a5daa734d1d084bec151aaeadbf810f183d266f3fcd','079e53149324c744a87175dc0116d03da1a9d36bb21e07be84ba9be4d02c25ee');
INSERT INTO "journal" VALUES(15,'seal',1791428400,1795883850,'os:root','root',NULL,'71e8e0428139ca4a611f8904ed47ccda9cd319d880f88ff1fca477629cf5a2c7','{"submission":{"submission":4,"channel":"default","sequence":2,"currency":"USD","exponent":2,"name":"default-000002-USD.csv","layout":"native-csv","time_zone":"Asia/Shanghai","created_at":1791428400,"totals":[{"account":"201144","channel":"default","currency":"USD","exponent":2,"count":1,"amount":1000}]}}','079e53149324c744a87175dc0116d03da1a9d36bb21e07be84ba9be4d02c25ee','b08c973415443ac9daa4ebc15d8371584eff67c0db3132efc340fdae70903b5f');
INSERT INTO "journal" VALUES(16,'stage',1791428400,1795883850,'os:root','root',NULL,'8682c6f1cc1c4d412e072b50ad96deb297e368dc81408ed4fd63f24c67cd5ece','{"stage":{"submission":3,"count":1,"amount":2000,"hash_total":1,"digest":"8682c6f1cc1c4d412e072b50ad96deb297e368dc81408ed4fd63f24c67cd5ece","size":346}}','b08c973415443ac9daa4ebc15d8371584eff67c0db3132efc340fdae70903b5f','bc407ffac043c7e2d2eca10f03f169d71fd967f088dc6654515e96657f4fbecb');
INSERT INTO "journal" VALUES(17,'stage',1791428400,1795883850,'os:root','root',NULL,'85931ad33380d9f25fb51ff9999c95819a7302277beccbe9481eabaf1774701f','{"stage":{"submission":4,"count":1,"amount":1000,"hash_total":2,"digest":"85931ad33380d9f25fb51ff9999c95819a7302277beccbe9481eabaf1774701f","size":351}}','bc407ffac043c7e2d2eca10f03f169d71fd967f088dc6654515e96657f4fbecb','a043e9eb0e7e07bbb5ea9973b27b9957a5a366e4aa708858f6d7318428c0fda2');
INSERT INTO "journal" VALUES(18,'emission',1791428400,1795883850,'os:root','root',NULL,'8682c6f1cc1c4d412e072b50ad96deb297e368dc81408ed4fd63f24c67cd5ece','{"emission":{"submission":3,"emitted_at":1791428400}}','a043e9eb0e7e07bbb5ea9973b27b9957a5a366e4aa708858f6d7318428c0fda2','48f082fc661fcc4b4f6e7ec731d8a3234ba80360bd01ee71aa240b6d3643adc1');
INSERT INTO "journal" VALUES(19,'emission',1791428400,1795883850,'os:root','root',NULL,'85931ad33380d9f25fb51ff9999c95819a7302277beccbe9481eabaf1774701f','{"emission":{"submission":4,"emitted_at":1791428400}}','48f082fc661fcc4b4f6e7ec731d8a3234ba80360bd01ee71aa240b6d3643adc1','eaa6d52cb5bf2503e8e07926287a01202b02917f3679597d313841850e9f27df');
INSERT INTO "journal" VALUES(20,'result',1791507600,1795883868,'os:root','root','e4a21d6e50b6acc7eb4e126035812b545f5525b49cda896804a5107217955db6','2eb007f15b989d5d6f75316b89bcc986b877aa848a5dd3459f7421bdd3bcad88','{"file":{"file":4,"kind":"results","name":"res.csv","digest":"e4a21d6e50b6acc7eb4e126035812b545f5525b49cda896804a5107217955db6","inflated_digest":"e4a21d6e50b6acc7eb4e126035812b545f5525b49cda896804a5107217955db6","size":217,"origin":null,"modified":1795883868147452018,"taken_at":1791507600,"by":"os:root","account":null,"channel":"default","refusal":null,"message":null,"message_zh":null,"records":3},"result":{"file":4,"channel":"default","submission":null,"at":1791507600,"records":3,"applied":2,"already_known":0,"exceptions":1,"answers_digest":"2eb007f15b989d5d6f75316b89bcc986b877aa848a5dd3459f7421bdd3bcad88"},"opened":{"count":1,"digest":"0e060eac09094fb62953615c6d492c0dca5a4e6107f63e9b8ad43dbe2cd575e9"},"paid_by_hand":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"}}','eaa6d52cb5bf2503e8e07926287a01202b02917f3679597d313841850e9f27df','7a8751d4a8d08c42249ffcb1a4df961d7410f4078b79f42ece81ead9330dc848');
INSERT INTO "journal" VALUES(21,'result',1791507660,1795883868,'os:root','root','593197cf61a4ad7fed39719c0cb3c1051666efe20b714aee3f82074f15e171a3','be9e8b592a3aeffcf048b60b69a26ee7217b4dbe5c211fa7ffeb4dde4030354a','{"file":{"file":5,"kind":"results","name":"res2.csv","digest":"593197cf61a4ad7fed39719c0cb3c1051666efe20b714aee3f82074f15e171a3","inflated_digest":"593197cf61a4ad7fed39719c0cb3c1051666efe20b714aee3f82074f15e171a3","size":201,"origin":null,"modified":1795883868150245254,"taken_at":1791507660,"by":"os:root","account":null,"channel":"card","refusal":null,"message":null,"message_zh":null,"records":3},"result":{"file":5,"channel":"card","submission":null,"at":1791507660,"records":3,"applied":1,"already_known":0,"exceptions":2,"answers_digest":"be9e8b592a3aeffcf048b60b69a26ee7217b4dbe5c211fa7ffeb4dde4030354a"},"opened":{"count":2,"digest":"47db3386f509c9575860454d0d93d1c4ca6c49af528f8b0561ac7c7df2ce59d9"},"paid_by_hand":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"}}','7a8751d4a8d08c42249ffcb1a4df961d7410f4078b79f42ece81ead9330dc848','eff5ba08d7df61d9d1d305f73e5a266e91d44f47de6f6a335b6053560462c9e9');
INSERT INTO "journal" VALUES(22,'batch',1791507720,1795883868,'liu','root','58ca41d451db481e2a0d81e1f2b70fa50ccced88d325d33b34837871b4e48aa8','e58fca471fe58c8e647667413e1a96fc327085e5da4e9b48aa5d015c8292e29d','{"file":{"file":6,"kind":"refunds","name":"b3.csv","digest":"58ca41d451db481e2a0d81e1f2b70fa50ccced88d325d33b34837871b4e48aa8","inflated_digest":"58ca41d451db481e2a0d81e1f2b70fa50ccced88d325d33b34837871b4e48aa8","size":103,"origin":null,"modified":1795883849894034365,"taken_at":1791507720,"by":"liu","account":"201144","channel":null,"refusal":null,"message":null,"message_zh":null,"records":2},"batch":{"batch":3,"file":6,"account":"201144","batch_number":null,"policy":"accept-good","records_digest":"fac969508c064fea7f88c2ee70223814c815a62ef7d37a8403ef9feeea5cee3e","accepted_at":1791507720,"by":"liu","os_user":"root","records":2,"accepted":2,"rejected":0,"warnings":0,"approvals_needed":1,"first_serial":7,"decisions_digest":"e58fca471fe58c8e647667413e1a96fc327085e5da4e9b48aa5d015c8292e29d","reports":{"accepted.csv":"9c84b25dff0408f825c8b7a3d4a2872210d421bb5ecfec40271868a5283f16ca","rejected.csv":"85f727cb9b5893c2c0b0c442a988903b613350ce8206bfe8d5279096a16f12ff","summary.json":"f157a0258d113d5beb534d9911159b94508acd4fd468951110e283e55bf47f3d"},"totals":[{"account":"201144","channel":"card","currency":"JPY","exponent":0,"count":1,"amount":3000},{"account":"201144","channel":"default","currency":"USD","exponent":2,"count":1,"amount":850}],"codes":[]},"by_hand":false,"accepted_digest":"f83701b1fbdd82801f39220a9b27192644f5091284a0cb2827b9e0711538b25d","rejected_digest":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}','eff5ba08d7df61d9d1d305f73e5a266e91d44f47de6f6a335b6053560462c9e9','c486391fbe2c706054f636dcfa0412edb9d3c300f2e97b618afa0add33491b3b');
INSERT INTO "journal" VALUES(23,'orders',1791507780,1795883868,'os:root','root','e4f7486e3c2aea2a9820f84e09fea1e65a75fc5ec024b5273036a27b9bc85443','b62be4bfda4ed10c1b8cf5671a943472ce4ca910d5cfd7ee5e40bcb66125cecc','{"file":{"file":7,"kind":"orders","name":"orders2.csv","digest":"e4f7486e3c2aea2a9820f84e09fea1e65a75fc5ec024b5273036a27b9bc85443","inflated_digest":"e4f7486e3c2aea2a9820f84e09fea1e65a75fc5ec024b5273036a27b9bc85443","size":205,"origin":null,"modified":1795883868152574629,"taken_at":1791507780,"by":"os:root","account":null,"channel":null,"refusal":null,"message":null,"message_zh":null,"records":1},"names_digest":"12febe48a48e5e7e0f3b305550be240682e2439cfcb0b81e124f1b5abcbb1b3b","opened":{"count":1,"digest":"089397f7efd4bc0655dd9f813db2d6e6c749853b3ce679d4b2b6d9e0618bf2d6"},"closed":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"},"facts":{"inserted":0,"updated":1,"unchanged":0,"rejected":0}}','c486391fbe2c706054f636dcfa0412edb9d3c300f2e97b618afa0add33491b3b','dd37140e540b5ce321d83104553754e791ada4b847e18101867e2683e5e4bda5');
INSERT INTO "journal" VALUES(24,'result',1791507840,1795883868,'os:root','root','f9301465686af79ab751b94368b6c93efe6abcca6e31d2d0b1931df79bc40f38','98f4b285d0bfffa64509647bb3d985618a1a254417c1d458532eea90563eef4b','{"file":{"file":8,"kind":"results","name":"res3.csv","digest":"f9301465686af79ab751b94368b6c93efe6abcca6e31d2d0b1931df79bc40f38","inflated_digest":"f9301465686af79ab751b94368b6c93efe6abcca6e31d2d0b1931df79bc40f38","size":123,"origin":null,"modified":1795883868151391614,"taken_at":1791507840,"by":"os:root","account":null,"channel":null,"refusal":null,"message":null,"message_zh":null,"records":2},"result":{"file":8,"channel":null,"submission":null,"at":1791507840,"records":2,"applied":1,"already_known":0,"exceptions":1,"answers_digest":"98f4b285d0bfffa64509647bb3d985618a1a254417c1d458532eea90563eef4b"},"opened":{"count":1,"digest":"923d9ce64fd8a26eee1a50c5324048d41d385312f54bfd0b355b9f1704d848c9"},"paid_by_hand":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"}}','dd37140e540b5ce321d83104553754e791ada4b847e18101867e2683e5e4bda5','59f1ec62d0d348106670531a9dbf69bc086a4a83135b5c67d556c6ac0ad598da');
INSERT INTO "journal" VALUES(25,'batch',1791507900,1795883868,'chen','root','4633bdc04e664ee820cc69c757951abbfa85b07143db415143ef7eb1f36e30c5','3d59a5a0b115133bb15d791aa5e5724114f4de24631024ff0c64d2b93c917961','{"file":{"file":9,"kind":"refunds","name":"b4.csv","digest":"4633bdc04e664ee820cc69c757951abbfa85b07143db415143ef7eb1f36e30c5","inflated_digest":"4633bdc04e664ee820cc69c757951abbfa85b07143db415143ef7eb1f36e30c5","size":104,"origin":null,"modified":1795883868552848582,"taken_at":1791507900,"by":"chen","account":"995378","channel":null,"refusal":null,"message":null,"message_zh":null,"records":2},"batch":{"batch":4,"file":9,"account":"995378","batch_number":null,"policy":"accept-good","records_digest":"2fa78fb5979825de525970aee37f1a0ab3f7d6f798434895433c3da228125862","accepted_at":1791507900,"by":"chen","os_user":"root","records":2,"accepted":2,"rejected":0,"warnings":0,"approvals_needed":0,"first_serial":9,"decisions_digest":"3d59a5a0b115133bb15d791aa5e5724114f4de24631024ff0c64d2b93c917961","reports":{"accepted.csv":"305417b2185cfee4c94c6433143377a44e7d75a1735d300c8784a18482eb1300","rejected.csv":"85f727cb9b5893c2c0b0c442a988903b613350ce8206bfe8d5279096a16f12ff","summary.json":"7d50bdd606c98b56bee5b9f5006a2f4f3e234d21f6733d6239e12c2489ad99ea"},"totals":[{"account":"995378","channel":"card","currency":"USD","exponent":2,"count":1,"amount":500},{"account":"995378","channel":"default","currency":"EUR","exponent":2,"count":1,"amount":1000}],"codes":[]},"by_hand":false,"accepted_digest":"1e424958a549d7318a7b4030638f81b6332e2fe8c4f7f25ca1f24e0cec6debdd","rejected_digest":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}','59f1ec62d0d348106670531a9dbf69bc086a4a83135b5c67d556c6ac0ad598da','4257162add7ea2925acf0af0acdb8d244ff028e3e2f1c58f36c64fa2633a88f1');
INSERT INTO "journal" VALUES(26,'redelivery',1791507960,1795883868,'wang','root',NULL,'a9fa923435a4e2f056474cb1f3c1283ea39202d11897a6f0d073a1dc5797b7b8','{"redelivery":{"submission":1,"at":1791507960,"by":"wang","os_user":"root","note":"the bank lost it"}}','4257162add7ea2925acf0af0acdb8d244ff028e3e2f1c58f36c64fa2633a88f1','30aff7727a70738f473e6adb1b65e9a7e10d88ba6e1b4ed73a155f594f9a6291');
INSERT INTO "journal" VALUES(27,'file',1791508020,1795883868,'chen','root','2f9d23efc183016965f402b0ca2bfc1edb5830759a169288d8bc19dd99abe9c5','9c1462cdad4522941ead554ac46931b8d63d4fee827a5ee8980ef71ad135e50c','{"file":{"file":10,"kind":"refunds","name":"bad.csv","digest":"2f9d23efc183016965f402b0ca2bfc1edb5830759a169288d8bc19dd99abe9c5","inflated_digest":"2f9d23efc183016965f402b0ca2bfc1edb5830759a169288d8bc19dd99abe9c5","size":9,"origin":null,"modified":1795883868681497579,"taken_at":1791508020,"by":"chen","account":"995378","channel":null,"refusal":"FILE_INCOMPLETE","message":"line 1: no header of a refund batch here: the first line must name its columns, as payment_id,refund_number,…","message_zh":"第 1 行：此处没有表头：首行必须是列名","records":0}}','30aff7727a70738f473e6adb1b65e9a7e10d88ba6e1b4ed73a155f594f9a6291','827c837fa71c88003bb1b0a3882cb176ca5e25e4f8ee4b2a1cddcc231a3ee8f3');
INSERT INTO "journal" VALUES(28,'seal',1791511200,1795883868,'os:root','root',NULL,'a3a878f8e95e08d871c99aa85634853715c05bf989a0182d492580da9103c0a4','{"submission":{"submission":5,"channel":"card","sequence":3,"currency":"USD","exponent":2,"name":"card-000003-USD.csv","layout":"native-csv","time_zone":"Asia/Shanghai","created_at":1791511200,"totals":[{"account":"995378","channel":"card","currency":"USD","exponent":2,"count":1,"amount":500}]}}','827c837fa71c88003bb1b0a3882cb176ca5e25e4f8ee4b2a1cddcc231a3ee8f3','c5213f86661b7dfefb0411f7bca2cc14a5372cab2b26244374b1cf9ee3384e69');
INSERT INTO "journal" VALUES(29,'seal',1791511200,1795883868,'os:root','root',NULL,'561ebebfc89cb67d469a004c1229d5dbe1d3e911668c094df00573342156a302','{"submission":{"submission":6,"channel":"default","sequence":3,"currency":"EUR","exponent":2,"name":"default-000003-EUR.csv","layout":"native-csv","time_zone":"Asia/Shanghai","created_at":1791511200,"totals":[{"account":"995378","channel":"default","currency":"EUR","exponent":2,"count":1,"amount":1000}]}}','c5213f86661b7dfefb0411f7bca2cc14a5372cab2b26244374b1cf9ee3384e69','b7f9f5d07d0310bf7c1d98971d314f68556856edfb502a3dabb1adaa67009816');
INSERT INTO "journal" VALUES(30,'stage',1791511200,1795883868,'os:root','root',NULL,'a6be9c3a1ed069fcf857c2b8ac88ab601e390556765e7efc60247c5f31d4615b','{"stage":{"submission":5,"count":1,"amount":500,"hash_total":771450932,"digest":"a6be9c3a1ed069fcf857c2b8ac88ab601e390556765e7efc60247c5f31d4615b","size":355}}','b7f9f5d07d0310bf7c1d98971d314f68556856edfb502a3dabb1adaa67009816','5df063aa648b9a73bad8b783ae38afad01c7758a5be251c2634bbca3f2bbd868');
INSERT INTO "journal" VALUES(31,'stage',1791511200,1795883868,'os:root','root',NULL,'c67ccda1023c08cb2ce32be19068e01c92f615fe3d4bd836538802c0efc3ec26','{"stage":{"submission":6,"count":1,"amount":1000,"hash_total":530118207,"digest":"c67ccda1023c08cb2ce32be19068e01c92f615fe3d4bd836538802c0efc3ec26","size":360}}','5df063aa648b9a73bad8b783ae38afad01c7758a5be251c2634bbca3f2bbd868','94600c8dcd8566b72dc68d95976c59343d06ea6a7d9c7af9d43cc6a0683545e5');
INSERT INTO "journal" VALUES(32,'emission',1791511200,1795883868,'os:root','root',NULL,'a6be9c3a1ed069fcf857c2b8ac88ab601e390556765e7efc60247c5f31d4615b','{"emission":{"submission":5,"emitted_at":1791511200}}','94600c8dcd8566b72dc68d95976c59343d06ea6a7d9c7af9d43cc6a0683545e5','d0c837739e202b1bbe4f0962d9de23e9bc196202b11a80aa723c1aff06148ebf');
INSERT INTO "journal" VALUES(33,'emission',1791511200,1795883868,'os:root','root',NULL,'c67ccda1023c08cb2ce32be19068e01c92f615fe3d4bd836538802c0efc3ec26','{"emission":{"submission":6,"emitted_at":1791511200}}','d0c837739e202b1bbe4f0962d9de23e9bc196202b11a80aa723c1aff06148ebf','ea2b6dacc78b03493bbf8cf609f2445bf79304b721d59e1c7444fdf4390e956c');
INSERT INTO "journal" VALUES(34,'batch',1791511500,1795883868,'chen','root','4633bdc04e664ee820cc69c757951abbfa85b07143db415143ef7eb1f36e30c5','6dda8616ef0f4be0b156cf8ade6bc1c8e006837a81388f481086e92549cd17d3','{"file":{"file":11,"kind":"refunds","name":"b4.csv","digest":"4633bdc04e664ee820cc69c757951abbfa85b07143db415143ef7eb1f36e30c5","inflated_digest":"4633bdc04e664ee820cc69c757951abbfa85b07143db415143ef7eb1f36e30c5","size":104,"origin":null,"modified":1795883868552848582,"taken_at":1791511500,"by":"chen","account":"201144","channel":null,"refusal":null,"message":null,"message_zh":null,"records":2},"batch":{"batch":5,"file":11,"account":"201144","batch_number":null,"policy":"accept-good","records_digest":"2fa78fb5979825de525970aee37f1a0ab3f7d6f798434895433c3da228125862","accepted_at":1791511500,"by":"chen","os_user":"root","records":2,"accepted":0,"rejected":2,"warnings":0,"approvals_needed":1,"first_serial":11,"decisions_digest":"6dda8616ef0f4be0b156cf8ade6bc1c8e006837a81388f481086e92549cd17d3","reports":{"accepted.csv":"78b854021bbbb9d5c852eaea2673c1cdaaf9fbfa1345ea6999de7da9577cd3b6","rejected.csv":"334e3bf47d64bdf6dd3dbc7221253c60d88127b0eb662ba687b79c0071b08a17","summary.json":"e93ac6f35d2372b6390725236f3c6f2ae96851d810c1e0e54df77f703fbdc185"},"totals":[],"codes":[{"code":"ORDER_NOT_FOUND","currency":null,"exponent":0,"rows":2,"amount":0}]},"by_hand":false,"accepted_digest":"0000000000000000000000000000000000000000000000000000000000000000","rejected_digest":"eec5f449bc4e35bf3d1c32443dcbdbd63d4c8a32b053b3ecb44fafc60fa4a3c0"}','ea2b6dacc78b03493bbf8cf609f2445bf79304b721d59e1c7444fdf4390e956c','1ffb0a8f5c36d016f2200e528ae38e1ca8b8a8732590c362a3fa1311117f6138');
CREATE TABLE lanes (
    lane INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES accounts,
    channel INTEGER NOT NULL REFERENCES channels,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    exponent INTEGER NOT NULL CHECK (exponent BETWEEN 0 AND 6),
    UNIQUE (account, channel, currency, exponent)
) STRICT;
INSERT INTO "lanes" VALUES(1,1,2,'EUR',2);
INSERT INTO "lanes" VALUES(2,1,1,'USD',2);
INSERT INTO "lanes" VALUES(3,2,1,'JPY',0);
INSERT INTO "lanes" VALUES(4,2,2,'USD',2);
CREATE TABLE orders (
    payment_id TEXT PRIMARY KEY NOT NULL,
    account INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    currency TEXT NOT NULL,
    exponent INTEGER NOT NULL,
    amount INTEGER NOT NULL CHECK (amount >= 0),
    status INTEGER NOT NULL CHECK (status IN (-1, 0, 1)),
    paid_at INTEGER NOT NULL,
    chargeback INTEGER NOT NULL CHECK (chargeback >= 0),
    refunded_elsewhere INTEGER NOT NULL CHECK (refunded_elsewhere >= 0),
    terminal TEXT NOT NULL,
    order_number TEXT NOT NULL,
    payment_method TEXT NOT NULL,
    acquirer_reference TEXT NOT NULL,
    creditor_name TEXT NOT NULL,
    creditor_account TEXT NOT NULL,
    creditor_agent TEXT NOT NULL,
    checksum INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "orders" VALUES('260918113020771450932',1,1,'USD',2,13990,1,1789702220,0,0,'99537802','KO-2026-184207','','','','','',5433693359969127567);
INSERT INTO "orders" VALUES('260919081201330271155',1,2,'EUR',2,7500,1,1789776721,0,0,'99537801','KO-2026-184250','','','','','',7633028975973109676);
INSERT INTO "orders" VALUES('260920101500000000001',2,1,'JPY',0,12000,1,1789870500,0,0,'20114401','B-1','','','','','',276084387105627911);
INSERT INTO "orders" VALUES('260920101500000000002',2,2,'USD',2,8800,1,1789870800,7500,0,'20114401','B-2','','','','','',8024247498731947264);
INSERT INTO "orders" VALUES('260920101500000000003',2,2,'USD',2,4510,0,1789870860,0,0,'20114401','B-3','','','','','',53581912427066725);
INSERT INTO "orders" VALUES('260921201544530118207',1,2,'EUR',2,28995,1,1789992944,0,0,'99537801','KO-2026-184311','','','','','',3589526465279636188);
CREATE TABLE redeliveries (
    redelivery INTEGER PRIMARY KEY, submission INTEGER NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL,
    os_user TEXT NOT NULL, note TEXT NOT NULL
) STRICT;
INSERT INTO "redeliveries" VALUES(1,1,1791507960,'wang','root','the bank lost it');
CREATE TABLE refund_numbers (
    account INTEGER NOT NULL, number TEXT NOT NULL, refund INTEGER NOT NULL,
    PRIMARY KEY (account, number)
) STRICT, WITHOUT ROWID;
INSERT INTO "refund_numbers" VALUES(1,'KR-1',1);
INSERT INTO "refund_numbers" VALUES(1,'KR-2',2);
INSERT INTO "refund_numbers" VALUES(1,'KR-4',3);
INSERT INTO "refund_numbers" VALUES(1,'KR-5',4);
INSERT INTO "refund_numbers" VALUES(1,'KR-6',9);
INSERT INTO "refund_numbers" VALUES(1,'KR-7',10);
INSERT INTO "refund_numbers" VALUES(2,'B-R1',5);
INSERT INTO "refund_numbers" VALUES(2,'B-R2',6);
INSERT INTO "refund_numbers" VALUES(2,'B-R4',7);
INSERT INTO "refund_numbers" VALUES(2,'B-R5',8);
CREATE TABLE refund_states (
    refund INTEGER PRIMARY KEY,
    lane INTEGER NOT NULL,
    status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 3),
    hold INTEGER NOT NULL CHECK (hold BETWEEN 0 AND 3),
    submission INTEGER,
    failure INTEGER CHECK (failure BETWEEN 1 AND 3),
    answer INTEGER,
    CHECK ((failure IS NULL) = (status <> 3)),
    CHECK (status NOT IN (1, 2) OR submission IS NOT NULL),
    CHECK (failure IS NULL OR (failure = 3) = (submission IS NOT NULL))
) STRICT;
INSERT INTO "refund_states" VALUES(1,1,2,0,2,NULL,4);
INSERT INTO "refund_states" VALUES(2,2,2,0,1,NULL,3);
INSERT INTO "refund_states" VALUES(3,1,3,0,2,3,2);
INSERT INTO "refund_states" VALUES(4,2,3,0,NULL,1,NULL);
INSERT INTO "refund_states" VALUES(5,3,1,0,3,NULL,NULL);
INSERT INTO "refund_states" VALUES(6,4,1,0,4,NULL,NULL);
INSERT INTO "refund_states" VALUES(7,3,0,0,NULL,NULL,NULL);
INSERT INTO "refund_states" VALUES(8,4,0,1,NULL,NULL,NULL);
INSERT INTO "refund_states" VALUES(9,1,1,0,6,NULL,NULL);
INSERT INTO "refund_states" VALUES(10,2,1,0,5,NULL,NULL);
CREATE TABLE refunds (
    refund INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL,
    line INTEGER NOT NULL,
    lane INTEGER NOT NULL,
    previous INTEGER NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0 AND amount <= order_amount),
    order_amount INTEGER NOT NULL,
    order_time INTEGER NOT NULL,
    warnings INTEGER NOT NULL,
    number TEXT NOT NULL,
    payment_id TEXT NOT NULL,
    terminal TEXT NOT NULL,
    description TEXT NOT NULL,
    checksum INTEGER NOT NULL
) STRICT;
INSERT INTO "refunds" VALUES(1,1,3,1,0,5000,28995,1789992944,0,'KR-1','260921201544530118207','99537801','damaged',3315918676878541843);
INSERT INTO "refunds" VALUES(2,1,4,2,0,2000,13990,1789702220,0,'KR-2','260918113020771450932','99537802','',828734982634142409);
INSERT INTO "refunds" VALUES(3,1,6,1,0,7500,7500,1789776721,0,'KR-4','260919081201330271155','99537801','not delivered',6513002865574557087);
INSERT INTO "refunds" VALUES(4,1,7,2,2,2000,13990,1789702220,1,'KR-5','260918113020771450932','99537802','twice?',7519339874730756789);
INSERT INTO "refunds" VALUES(5,2,2,3,0,2000,12000,1789870500,0,'B-R1','260920101500000000001','20114401','',6232216749397987161);
INSERT INTO "refunds" VALUES(6,2,3,4,0,1000,8800,1789870800,0,'B-R2','260920101500000000002','20114401','',5333953477648478521);
INSERT INTO "refunds" VALUES(7,3,2,3,5,3000,12000,1789870500,0,'B-R4','260920101500000000001','20114401','',8920713377076273347);
INSERT INTO "refunds" VALUES(8,3,3,4,6,850,8800,1789870800,0,'B-R5','260920101500000000002','20114401','',22169777459552380);
INSERT INTO "refunds" VALUES(9,4,2,1,1,1000,28995,1789992944,0,'KR-6','260921201544530118207','99537801','',8140507293963071429);
INSERT INTO "refunds" VALUES(10,4,3,2,4,500,13990,1789702220,0,'KR-7','260918113020771450932','99537802','',2173057650231589843);
CREATE TABLE results (
    file INTEGER PRIMARY KEY REFERENCES files,
    channel TEXT,
    submission INTEGER,
    at INTEGER NOT NULL,
    records INTEGER NOT NULL,
    applied INTEGER NOT NULL,
    already_known INTEGER NOT NULL,
    exceptions INTEGER NOT NULL,
    answers_digest TEXT NOT NULL,
    CHECK (records = applied + already_known + exceptions)
) STRICT;
INSERT INTO "results" VALUES(4,'default',NULL,1791507600,3,2,0,1,'2eb007f15b989d5d6f75316b89bcc986b877aa848a5dd3459f7421bdd3bcad88');
INSERT INTO "results" VALUES(5,'card',NULL,1791507660,3,1,0,2,'be9e8b592a3aeffcf048b60b69a26ee7217b4dbe5c211fa7ffeb4dde4030354a');
INSERT INTO "results" VALUES(8,NULL,NULL,1791507840,2,1,0,1,'98f4b285d0bfffa64509647bb3d985618a1a254417c1d458532eea90563eef4b');
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO "settings" VALUES('configuration_digest','9f4282ee3569f18f441b29f8970a7f4af43e58d69d37fa8ed747477d08bf7213');
INSERT INTO "settings" VALUES('home_id','9c64a126bb6889799122bacaefe6ba38');
INSERT INTO "settings" VALUES('home_number','417');
INSERT INTO "settings" VALUES('next_batch','6');
INSERT INTO "settings" VALUES('next_serial','11');
INSERT INTO "settings" VALUES('next_submission','7');
INSERT INTO "settings" VALUES('orders_digest','b62be4bfda4ed10c1b8cf5671a943472ce4ca910d5cfd7ee5e40bcb66125cecc');
CREATE TABLE submission_totals (
    submission INTEGER NOT NULL, lane INTEGER NOT NULL, count INTEGER NOT NULL, amount INTEGER NOT NULL,
    PRIMARY KEY (submission, lane)
) STRICT, WITHOUT ROWID;
INSERT INTO "submission_totals" VALUES(1,2,1,2000);
INSERT INTO "submission_totals" VALUES(2,1,2,12500);
INSERT INTO "submission_totals" VALUES(3,3,1,2000);
INSERT INTO "submission_totals" VALUES(4,4,1,1000);
INSERT INTO "submission_totals" VALUES(5,2,1,500);
INSERT INTO "submission_totals" VALUES(6,1,1,1000);
CREATE TABLE submissions (
    submission INTEGER PRIMARY KEY,
    channel INTEGER NOT NULL REFERENCES channels,
    sequence INTEGER NOT NULL CHECK (sequence > 0),
    currency TEXT NOT NULL,
    exponent INTEGER NOT NULL,
    name TEXT NOT NULL,
    layout TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('sealed', 'staged', 'emitted')),
    first_refund INTEGER NOT NULL,
    last_refund INTEGER NOT NULL,
    count INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    hash_total INTEGER NOT NULL,
    digest TEXT,
    size INTEGER NOT NULL,
    emitted_at INTEGER,
    UNIQUE (channel, sequence)
) STRICT;
INSERT INTO "submissions" VALUES(1,1,1,'USD',2,'card-000001-USD.csv','native-csv','Asia/Shanghai',1791424800,'emitted',2,2,1,2000,771450932,'a9fa923435a4e2f056474cb1f3c1283ea39202d11897a6f0d073a1dc5797b7b8',357,1791424800);
INSERT INTO "submissions" VALUES(2,2,1,'EUR',2,'default-000001-EUR.csv','native-csv','Asia/Shanghai',1791424800,'emitted',1,3,2,12500,860389362,'5bfd24982a31d290f10b2909b46898f47d1a2a9dfbfd136d4654d417ec2e8a16',475,1791424800);
INSERT INTO "submissions" VALUES(3,1,2,'JPY',0,'card-000002-JPY.csv','native-csv','Asia/Shanghai',1791428400,'emitted',5,5,1,2000,1,'8682c6f1cc1c4d412e072b50ad96deb297e368dc81408ed4fd63f24c67cd5ece',346,1791428400);
INSERT INTO "submissions" VALUES(4,2,2,'USD',2,'default-000002-USD.csv','native-csv','Asia/Shanghai',1791428400,'emitted',6,6,1,1000,2,'85931ad33380d9f25fb51ff9999c95819a7302277beccbe9481eabaf1774701f',351,1791428400);
INSERT INTO "submissions" VALUES(5,1,3,'USD',2,'card-000003-USD.csv','native-csv','Asia/Shanghai',1791511200,'emitted',10,10,1,500,771450932,'a6be9c3a1ed069fcf857c2b8ac88ab601e390556765e7efc60247c5f31d4615b',355,1791511200);
INSERT INTO "submissions" VALUES(6,2,3,'EUR',2,'default-000003-EUR.csv','native-csv','Asia/Shanghai',1791511200,'emitted',9,9,1,1000,530118207,'c67ccda1023c08cb2ce32be19068e01c92f615fe3d4bd836538802c0efc3ec26',360,1791511200);
CREATE INDEX orders_by_number ON orders (account, order_number);
CREATE INDEX files_by_digest ON files (digest);
CREATE INDEX files_by_inflated_digest ON files (inflated_digest);
CREATE INDEX files_by_time ON files (taken_at);
CREATE INDEX files_by_origin ON files (origin) WHERE origin IS NOT NULL;
CREATE INDEX batches_by_records ON batches (account, records_digest);
CREATE INDEX batches_by_number ON batches (account, batch_number);
CREATE INDEX batches_by_time ON batches (accepted_at);
CREATE INDEX batches_waiting ON batches (batch) WHERE waiting > 0;
CREATE INDEX batches_open ON batches (batch) WHERE waiting > 0 OR outstanding > 0;
CREATE INDEX batches_by_file ON batches (file);
CREATE TRIGGER refund_edges BEFORE UPDATE OF status ON refund_states
WHEN NEW.status <> OLD.status AND NOT (
    OLD.status = 0 AND NEW.status IN (1, 3) OR OLD.status = 1 AND NEW.status IN (2, 3))
BEGIN SELECT RAISE(ABORT, 'a refund takes only the edges of its life'); END;
CREATE TRIGGER one_submission BEFORE UPDATE OF submission ON refund_states
WHEN OLD.submission IS NOT NULL AND NEW.submission IS NOT OLD.submission
BEGIN SELECT RAISE(ABORT, 'a refund is in one submission'); END;
CREATE INDEX closings_by_time ON closings (at);
CREATE INDEX submissions_by_time ON submissions (emitted_at);
CREATE INDEX submissions_unfinished ON submissions (submission) WHERE state <> 'emitted';
CREATE INDEX exceptions_open ON exceptions (exception) WHERE state <> 'resolved';
CREATE INDEX exceptions_by_order ON exceptions (payment_id) WHERE payment_id IS NOT NULL;
COMMIT;
