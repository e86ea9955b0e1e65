"""All planted faults, and the handful of a quick run."""

import faults_bytes
import faults_funds
import faults_ledger
import faults_people
import faults_review
import faults_rules
import faults_ways

FAULTS = [*faults_bytes.FAULTS, *faults_rules.FAULTS, *faults_ledger.FAULTS, *faults_review.FAULTS, *faults_funds.FAULTS, *faults_people.FAULTS,
          *faults_ways.FAULTS]
QUICK = ["csv-last-record", "gzip-first-member", "a-cent-too-much", "paid-twice", "released-twice", "unchained",
         "replacing-rename", "verify-no-archive"]
